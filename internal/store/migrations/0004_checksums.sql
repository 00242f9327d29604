-- Added to a table that may hold activities already: theirs stay unknown.
ALTER TABLE activities ADD COLUMN summary_crc UINTEGER;
ALTER TABLE activities ADD COLUMN records_crc UINTEGER;
COMMENT ON COLUMN activities.summary_crc IS 'CRC-32C of this row and of the laps as they were read from the file (checksum.go); NULL where an older version stored it';
COMMENT ON COLUMN activities.records_crc IS 'CRC-32C of the records as they were read from the file, to the steps of table records (checksum.go); NULL where an older version stored it';
