-- The first schema. Times are TIMESTAMP in UTC, not TIMESTAMPTZ: every DuckDB
-- client reads them without the icu extension, and casts do not depend on the
-- client's zone.

CREATE TABLE meta (
    athlete VARCHAR NOT NULL,
    name    VARCHAR NOT NULL,
    value   VARCHAR NOT NULL,
    PRIMARY KEY (athlete, name)
);
INSERT INTO meta VALUES ('', 'writes', '0');
COMMENT ON TABLE meta IS 'Facts about the database and the last ingest that met new files, one a row';
COMMENT ON COLUMN meta.athlete IS 'Whose fact it is; empty for the whole database';
COMMENT ON COLUMN meta.name IS 'schema: version of these tables; writes: transactions so far; receipt: what the last ingest that met new files did';
COMMENT ON COLUMN meta.value IS 'The value as text; a receipt is JSON';

CREATE TABLE files (
    athlete VARCHAR NOT NULL,
    hash    VARCHAR NOT NULL,
    path    VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL,
    hint    VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,
    format  VARCHAR NOT NULL,
    kept    VARCHAR NOT NULL,
    parser  INTEGER NOT NULL,
    PRIMARY KEY (athlete, hash)
);
COMMENT ON TABLE files IS 'The ledger: every payload that was taken in, or refused, and why';
COMMENT ON COLUMN files.athlete IS 'Whose file it is';
COMMENT ON COLUMN files.hash IS 'SHA-256 of the unpacked bytes; unread: and the path where they could not be read';
COMMENT ON COLUMN files.path IS 'Where it was first found';
COMMENT ON COLUMN files.outcome IS 'stored, twin, not-activity or failed';
COMMENT ON COLUMN files.reason IS 'Why it was not stored; empty if it was';
COMMENT ON COLUMN files.hint IS 'What its owner can do about it';
COMMENT ON COLUMN files.kind IS 'What it is instead of an activity, such as monitoring or settings';
COMMENT ON COLUMN files.format IS 'What it is written in, such as fit, tcx or gpx; empty if unknown';
COMMENT ON COLUMN files.kept IS 'For a twin: the path of the file that was kept';
COMMENT ON COLUMN files.parser IS 'Version of the parser that read it';

CREATE TABLE paths (
    athlete  VARCHAR NOT NULL,
    path     VARCHAR NOT NULL,
    size     BIGINT NOT NULL,
    modified TIMESTAMP NOT NULL,
    hash     VARCHAR NOT NULL,
    PRIMARY KEY (athlete, path)
);
COMMENT ON TABLE paths IS 'Every path that was seen, as it last was: a path of the same size and time is not opened again';
COMMENT ON COLUMN paths.athlete IS 'Whose file it is';
COMMENT ON COLUMN paths.path IS 'Path of the file';
COMMENT ON COLUMN paths.size IS 'Size in bytes as the file system states it';
COMMENT ON COLUMN paths.modified IS 'Time of last change, UTC';
COMMENT ON COLUMN paths.hash IS 'files.hash of what it holds; several paths may hold the same';

CREATE TABLE activities (
    key              INTEGER PRIMARY KEY,
    id               VARCHAR NOT NULL UNIQUE,
    athlete          VARCHAR NOT NULL,
    hash             VARCHAR NOT NULL,
    session          INTEGER NOT NULL,
    sport            VARCHAR NOT NULL,
    sub_sport        VARCHAR NOT NULL,
    sport_source     VARCHAR NOT NULL,
    name             VARCHAR NOT NULL,
    device           VARCHAR NOT NULL,
    gear             VARCHAR NOT NULL,
    start_utc        TIMESTAMP NOT NULL,
    file_offset_s    DOUBLE,
    records          INTEGER NOT NULL,
    channels         USMALLINT NOT NULL,
    manual_laps      INTEGER NOT NULL,
    total_elapsed_s  DOUBLE,
    total_timer_s    DOUBLE,
    total_distance_m DOUBLE,
    total_ascent_m   DOUBLE,
    total_descent_m  DOUBLE,
    total_hr_bpm     DOUBLE,
    total_kcal       DOUBLE,
    pauses           VARCHAR,
    warnings         VARCHAR
);
COMMENT ON TABLE activities IS 'One row for each session of a file, as the file states it';
COMMENT ON COLUMN activities.key IS 'Small number that the other tables refer to; it may change when a file is parsed again';
COMMENT ON COLUMN activities.id IS 'Stable name: a hash of athlete, payload and session';
COMMENT ON COLUMN activities.athlete IS 'Whose activity it is';
COMMENT ON COLUMN activities.hash IS 'files.hash of the file that it comes from';
COMMENT ON COLUMN activities.session IS 'Number of the session in its file, from 0';
COMMENT ON COLUMN activities.sport IS 'Sport as the file states it, in the words of the FIT profile, such as running; empty if it does not';
COMMENT ON COLUMN activities.sub_sport IS 'Narrower sport, such as trail or treadmill; empty for none';
COMMENT ON COLUMN activities.sport_source IS 'What states the sport: file, export or name; empty for nothing';
COMMENT ON COLUMN activities.name IS 'Name as the file has it';
COMMENT ON COLUMN activities.device IS 'Maker and product of the device';
COMMENT ON COLUMN activities.gear IS 'Shoes, as the list of activities of an export names them';
COMMENT ON COLUMN activities.start_utc IS 'Start, UTC, to the microsecond';
COMMENT ON COLUMN activities.file_offset_s IS 'Local time minus UTC in seconds as the file claims it, unchecked';
COMMENT ON COLUMN activities.records IS 'Number of rows in records';
COMMENT ON COLUMN activities.channels IS 'Readings that occur, as bits: 1 position, 2 altitude, 4 distance, 8 speed, 16 heart rate, 32 cadence, 64 power, 128 temperature';
COMMENT ON COLUMN activities.manual_laps IS 'Laps that the runner pressed';
COMMENT ON COLUMN activities.total_elapsed_s IS 'Elapsed seconds as the device states them';
COMMENT ON COLUMN activities.total_timer_s IS 'Seconds without pauses as the device states them';
COMMENT ON COLUMN activities.total_distance_m IS 'Metres as the device states them';
COMMENT ON COLUMN activities.total_ascent_m IS 'Metres of ascent as the device states them';
COMMENT ON COLUMN activities.total_descent_m IS 'Metres of descent as the device states them';
COMMENT ON COLUMN activities.total_hr_bpm IS 'Mean heart rate as the device states it';
COMMENT ON COLUMN activities.total_kcal IS 'Energy in kilocalories as the device states it';
COMMENT ON COLUMN activities.pauses IS 'JSON [[from, to], …] in ms since the start: when the timer stood still';
COMMENT ON COLUMN activities.warnings IS 'JSON [[code, detail], …]: doubts about data that was kept';

CREATE TABLE laps (
    activity   INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    start_s    DOUBLE NOT NULL,
    elapsed_s  DOUBLE NOT NULL,
    timer_s    DOUBLE,
    distance_m DOUBLE,
    manual     BOOLEAN NOT NULL
);
COMMENT ON TABLE laps IS 'Laps of the activities';
COMMENT ON COLUMN laps.activity IS 'activities.key';
COMMENT ON COLUMN laps.number IS 'Number of the lap, from 1';
COMMENT ON COLUMN laps.start_s IS 'Start in seconds since the start of the activity';
COMMENT ON COLUMN laps.elapsed_s IS 'Elapsed seconds';
COMMENT ON COLUMN laps.timer_s IS 'Seconds without pauses';
COMMENT ON COLUMN laps.distance_m IS 'Metres';
COMMENT ON COLUMN laps.manual IS 'The runner pressed the lap button';

CREATE TABLE records (
    activity    INTEGER NOT NULL,
    at_s        INTEGER NOT NULL,
    at_ms       USMALLINT NOT NULL,
    lat         INTEGER,
    lon         INTEGER,
    distance_cm INTEGER,
    altitude_dm INTEGER,
    speed_mms   USMALLINT,
    hr_bpm      UTINYINT,
    cadence_x2  USMALLINT,
    power_w     USMALLINT,
    temp_c      TINYINT
);
COMMENT ON TABLE records IS 'Every sample of every activity as scaled integers, in order; records_scaled has them in plain units';
COMMENT ON COLUMN records.activity IS 'activities.key';
COMMENT ON COLUMN records.at_s IS 'Whole seconds since the start of the activity';
COMMENT ON COLUMN records.at_ms IS 'Milliseconds beyond at_s, 0 to 999: nearly always 0, which takes no room';
COMMENT ON COLUMN records.lat IS 'Latitude in 1e-7 degrees, WGS 84';
COMMENT ON COLUMN records.lon IS 'Longitude in 1e-7 degrees, WGS 84';
COMMENT ON COLUMN records.distance_cm IS 'Distance since the start as the device states it, in centimetres';
COMMENT ON COLUMN records.altitude_dm IS 'Altitude in decimetres';
COMMENT ON COLUMN records.speed_mms IS 'Speed as the device states it, in millimetres a second';
COMMENT ON COLUMN records.hr_bpm IS 'Heart rate in beats a minute';
COMMENT ON COLUMN records.cadence_x2 IS 'Cadence in half steps a minute, both feet; for other sports half of the unit of the device';
COMMENT ON COLUMN records.power_w IS 'Power in watts';
COMMENT ON COLUMN records.temp_c IS 'Temperature in degrees Celsius';

CREATE TABLE measures (
    activity          INTEGER NOT NULL,
    version           INTEGER NOT NULL,
    sport             VARCHAR NOT NULL,
    sub_sport         VARCHAR NOT NULL,
    sport_source      VARCHAR NOT NULL,
    sport_confidence  DOUBLE NOT NULL,
    local_offset_s    DOUBLE NOT NULL,
    local_source      VARCHAR NOT NULL,
    local_zone        VARCHAR NOT NULL,
    elapsed_s         DOUBLE NOT NULL,
    moving_s          DOUBLE NOT NULL,
    distance_m        DOUBLE NOT NULL,
    distance_source   VARCHAR NOT NULL,
    ascent_m          DOUBLE,
    descent_m         DOUBLE,
    altitude_coverage DOUBLE NOT NULL,
    hr_coverage       DOUBLE NOT NULL,
    gap_speed_ms      DOUBLE NOT NULL,
    grade_known       BOOLEAN NOT NULL,
    best_minute_ms    DOUBLE NOT NULL,
    cadence_spm       DOUBLE,
    temperature_c     DOUBLE,
    fade              DOUBLE,
    quality           DOUBLE NOT NULL,
    hr_seconds        VARCHAR,
    gap_seconds       VARCHAR,
    gap_metres        VARCHAR,
    splits            VARCHAR,
    bouts             VARCHAR,
    blocks            VARCHAR,
    warnings          VARCHAR
);
COMMENT ON TABLE measures IS 'What was worked out from the records of each activity, one row each';
COMMENT ON COLUMN measures.activity IS 'activities.key';
COMMENT ON COLUMN measures.version IS 'Version of the calculation';
COMMENT ON COLUMN measures.sport IS 'Sport that the activity is taken for; view sports also knows what the runner says';
COMMENT ON COLUMN measures.sub_sport IS 'Narrower sport that it is taken for; empty for none';
COMMENT ON COLUMN measures.sport_source IS 'How the sport is known: file, export, name or movement; empty if it is not';
COMMENT ON COLUMN measures.sport_confidence IS 'How sure the sport is, 0 to 1';
COMMENT ON COLUMN measures.local_offset_s IS 'Local time minus UTC at the start, in seconds';
COMMENT ON COLUMN measures.local_source IS 'How the local time is known: device, zone, neighbours, day (noon of a day whose hour nobody knows), setting, utc; empty if it is not';
COMMENT ON COLUMN measures.local_zone IS 'Time zone at the start point; empty if unknown';
COMMENT ON COLUMN measures.elapsed_s IS 'Seconds from the first to the last record, pauses included';
COMMENT ON COLUMN measures.moving_s IS 'Seconds without pauses and standing still';
COMMENT ON COLUMN measures.distance_m IS 'Metres';
COMMENT ON COLUMN measures.distance_source IS 'device, total or gps; empty for none';
COMMENT ON COLUMN measures.ascent_m IS 'Metres of ascent';
COMMENT ON COLUMN measures.descent_m IS 'Metres of descent';
COMMENT ON COLUMN measures.altitude_coverage IS 'Share of records with an altitude, 0 to 1';
COMMENT ON COLUMN measures.hr_coverage IS 'Share of the moving time with a usable heart rate, 0 to 1';
COMMENT ON COLUMN measures.gap_speed_ms IS 'Mean grade-adjusted speed while moving, metres a second';
COMMENT ON COLUMN measures.grade_known IS 'False where altitude is missing and gap_speed_ms is the plain speed';
COMMENT ON COLUMN measures.best_minute_ms IS 'Best grade-adjusted speed over 60 s, metres a second; 0 for none';
COMMENT ON COLUMN measures.cadence_spm IS 'Median cadence while moving, steps a minute';
COMMENT ON COLUMN measures.temperature_c IS 'Median temperature';
COMMENT ON COLUMN measures.fade IS 'Loss of grade-adjusted speed from the second to the last quarter, as a share';
COMMENT ON COLUMN measures.quality IS '1 minus the share of flagged samples';
COMMENT ON COLUMN measures.hr_seconds IS 'JSON [first bpm, ms, ms, …]: moving time at each beat a minute; view of the same name';
COMMENT ON COLUMN measures.gap_seconds IS 'JSON [first bin, ms, ms, …]: moving time by grade-adjusted speed in bins of 0.1 m/s; view of the same name';
COMMENT ON COLUMN measures.gap_metres IS 'JSON [first bin, cm, cm, …]: distance by grade-adjusted speed in bins of 0.1 m/s; view of the same name';
COMMENT ON COLUMN measures.splits IS 'JSON [[cm, elapsed ms, grade-adjusted mm/s, heart rate in 0.01 bpm], …]; view splits';
COMMENT ON COLUMN measures.bouts IS 'JSON [[at ms, duration ms, grade-adjusted mm/s], …]: fast stretches; view bouts';
COMMENT ON COLUMN measures.blocks IS 'JSON [[at ms, duration ms, grade-adjusted mm/s, heart rate in 0.01 bpm, 0.1 °C], …]: steady stretches; view blocks';
COMMENT ON COLUMN measures.warnings IS 'JSON [[code, detail], …]: doubts found while measuring';

CREATE TABLE efforts (
    activity   INTEGER NOT NULL,
    distance_m DOUBLE NOT NULL,
    elapsed_s  DOUBLE NOT NULL,
    at_s       DOUBLE NOT NULL,
    downhill   BOOLEAN NOT NULL
);
COMMENT ON TABLE efforts IS 'Best efforts of the activities: the shortest time in which a distance was covered';
COMMENT ON COLUMN efforts.activity IS 'activities.key';
COMMENT ON COLUMN efforts.distance_m IS 'Metres';
COMMENT ON COLUMN efforts.elapsed_s IS 'Elapsed seconds';
COMMENT ON COLUMN efforts.at_s IS 'Beginning, in seconds since the start of the activity';
COMMENT ON COLUMN efforts.downhill IS 'Loses more than 10 m a kilometre, so it is never a best';

CREATE TABLE ground (
    activity         INTEGER NOT NULL,
    start_lat        DOUBLE,
    start_lon        DOUBLE,
    origin_lat       DOUBLE NOT NULL,
    origin_lon       DOUBLE NOT NULL,
    turn_m2          DOUBLE NOT NULL,
    farthest_m       DOUBLE NOT NULL,
    farthest_bearing DOUBLE NOT NULL,
    start_to_end_m   DOUBLE NOT NULL,
    cells            VARCHAR,
    outline          VARCHAR
);
COMMENT ON TABLE ground IS 'Where each activity went';
COMMENT ON COLUMN ground.activity IS 'activities.key';
COMMENT ON COLUMN ground.start_lat IS 'Latitude of the first trusted position';
COMMENT ON COLUMN ground.start_lon IS 'Longitude of the first trusted position';
COMMENT ON COLUMN ground.origin_lat IS 'Latitude of the point that the outline is measured from';
COMMENT ON COLUMN ground.origin_lon IS 'Longitude of the point that the outline is measured from';
COMMENT ON COLUMN ground.turn_m2 IS 'Signed area that the track encloses, positive anticlockwise';
COMMENT ON COLUMN ground.farthest_m IS 'Distance of the farthest point from the start';
COMMENT ON COLUMN ground.farthest_bearing IS 'Direction of the farthest point, degrees clockwise from north';
COMMENT ON COLUMN ground.start_to_end_m IS 'Distance between the first and the last position';
COMMENT ON COLUMN ground.cells IS 'JSON [[row, column, column, …], …] of the 50 m grid that the track touches; view cells';
COMMENT ON COLUMN ground.outline IS 'JSON [[east, north], …] in decimetres from the origin, thinned, without the ends; view outlines';

CREATE TABLE decisions (
    athlete  VARCHAR NOT NULL,
    activity VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,
    day      VARCHAR NOT NULL,
    value    VARCHAR NOT NULL,
    PRIMARY KEY (athlete, activity, kind, day)
);
COMMENT ON TABLE decisions IS 'What the runner decided about activities, rules and fixes; it outlives a new parse of the files';
COMMENT ON COLUMN decisions.athlete IS 'Who decided';
COMMENT ON COLUMN decisions.activity IS 'activities.id that it is about, which need not be there; for done, skipped and muted the name of a rule or fix';
COMMENT ON COLUMN decisions.kind IS 'exclude: the activity counts nowhere; split: it is nobody''s twin; forget: it was removed for good; sport: it is of the sport in value; done: the fix was done on day; skipped: it was not wanted on day; muted: the rule or fix is not to be shown';
COMMENT ON COLUMN decisions.day IS 'For done and skipped: the day, such as 2026-11-22; empty for the others';
COMMENT ON COLUMN decisions.value IS 'For sport: the sport; empty for the others';

CREATE TABLE suggestions (
    athlete  VARCHAR NOT NULL,
    week     DATE NOT NULL,
    read     DATE NOT NULL,
    rule     VARCHAR NOT NULL,
    subject  VARCHAR NOT NULL,
    fix      VARCHAR NOT NULL,
    params   VARCHAR NOT NULL,
    headline DOUBLE,
    PRIMARY KEY (athlete, week)
);
COMMENT ON TABLE suggestions IS 'What the reports advised: the first of each week, or the first after it was skipped or muted';
COMMENT ON COLUMN suggestions.athlete IS 'Who was advised';
COMMENT ON COLUMN suggestions.week IS 'Monday of the week';
COMMENT ON COLUMN suggestions.read IS 'The day on which it was advised';
COMMENT ON COLUMN suggestions.rule IS 'The rule that was flagged';
COMMENT ON COLUMN suggestions.subject IS 'JSON [[name, value], …]: what the finding was about';
COMMENT ON COLUMN suggestions.fix IS 'The fix that was advised';
COMMENT ON COLUMN suggestions.params IS 'JSON [[name, value], …]: what the plan named';
COMMENT ON COLUMN suggestions.headline IS 'The measure of the rule when it was said';
