CREATE TABLE archives (
    athlete  VARCHAR NOT NULL,
    path     VARCHAR NOT NULL,
    size     BIGINT NOT NULL,
    modified TIMESTAMP NOT NULL,
    members  INTEGER NOT NULL,
    parser   INTEGER NOT NULL,
    PRIMARY KEY (athlete, path)
);
COMMENT ON TABLE archives IS 'Archives of which every member is in the ledger: one of the same size and time is not opened again';
COMMENT ON COLUMN archives.athlete IS 'Whose archive it is';
COMMENT ON COLUMN archives.path IS 'Path of the archive; those of its members in paths go on from it';
COMMENT ON COLUMN archives.size IS 'Size in bytes as the file system states it';
COMMENT ON COLUMN archives.modified IS 'Time of last change, UTC';
COMMENT ON COLUMN archives.members IS 'How many files it holds, those of archives inside it among them';
COMMENT ON COLUMN archives.parser IS 'Version of the parser that read them';
