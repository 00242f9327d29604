-- The views are the part of the database that a person with any DuckDB client
-- may rely on: their names and columns stay, columns may be added.

CREATE VIEW sports AS
WITH taken AS (
    SELECT a.key AS activity, a.athlete, a.id,
           CASE WHEN m.sport_source <> '' THEN m.sport ELSE a.sport END AS sport,
           CASE WHEN m.sport_source <> '' THEN m.sub_sport ELSE a.sub_sport END AS sub_sport,
           CASE WHEN m.sport_source <> '' THEN m.sport_source ELSE a.sport_source END AS sport_source,
           CASE WHEN m.sport_source <> '' THEN m.sport_confidence
                WHEN a.sport_source IN ('file', 'export') THEN 1 ELSE 0 END AS sport_confidence
    FROM activities a
    JOIN measures m ON m.activity = a.key
)
SELECT t.activity,
       coalesce(d.value, t.sport) AS sport,
       CASE WHEN d.value IS NULL OR d.value = t.sport THEN t.sub_sport ELSE '' END AS sub_sport,
       CASE WHEN d.value IS NULL THEN t.sport_source ELSE 'runner' END AS sport_source,
       CASE WHEN d.value IS NULL THEN t.sport_confidence ELSE 1 END AS sport_confidence
FROM taken t
LEFT JOIN decisions d ON d.athlete = t.athlete AND d.activity = t.id AND d.kind = 'sport';
COMMENT ON VIEW sports IS 'What each activity is taken for: as the runner says, else as was worked out, else as the file states';
COMMENT ON COLUMN sports.activity IS 'Number of the activity';
COMMENT ON COLUMN sports.sport IS 'Sport, such as running; empty if unknown';
COMMENT ON COLUMN sports.sub_sport IS 'Narrower sport, such as trail or treadmill; empty for none';
COMMENT ON COLUMN sports.sport_source IS 'How it is known: runner, file, export, name or movement; empty if it is not';
COMMENT ON COLUMN sports.sport_confidence IS 'How sure it is: 1 where it is stated, less where it is told by signs, 0 if unknown';

CREATE VIEW all_activities AS
SELECT a.id,
       a.athlete,
       a.key AS activity,
       s.sport,
       s.sub_sport,
       s.sport_source,
       s.sport_confidence,
       a.name,
       a.start_utc,
       a.start_utc + to_microseconds(CAST(round(m.local_offset_s * 1000000) AS BIGINT)) AS start_local,
       m.distance_m / 1000 AS km,
       m.elapsed_s / 60 AS elapsed_min,
       m.moving_s / 60 AS moving_min,
       CASE WHEN m.distance_m > 0 THEN m.moving_s / 60 / (m.distance_m / 1000) END AS min_per_km,
       CASE WHEN m.gap_speed_ms > 0 THEN 1000 / 60 / m.gap_speed_ms END AS grade_adjusted_min_per_km,
       m.ascent_m,
       m.descent_m,
       a.total_hr_bpm AS mean_hr_bpm,
       m.cadence_spm,
       m.temperature_c,
       m.fade,
       m.quality,
       a.device,
       a.gear,
       f.path,
       EXISTS (SELECT 1 FROM decisions d
               WHERE d.athlete = a.athlete AND d.activity = a.id AND d.kind IN ('exclude', 'forget')) AS excluded
FROM activities a
JOIN measures m ON m.activity = a.key
JOIN sports s ON s.activity = a.key
LEFT JOIN files f ON f.athlete = a.athlete AND f.hash = a.hash;
COMMENT ON VIEW all_activities IS 'Every activity with its main figures in plain units';
COMMENT ON COLUMN all_activities.id IS 'Stable name of the activity';
COMMENT ON COLUMN all_activities.athlete IS 'Whose activity it is';
COMMENT ON COLUMN all_activities.activity IS 'Number that the other views refer to; it may change when a file is parsed again';
COMMENT ON COLUMN all_activities.sport IS 'Sport that it is taken for, such as running';
COMMENT ON COLUMN all_activities.sub_sport IS 'Narrower sport, such as trail or treadmill';
COMMENT ON COLUMN all_activities.sport_source IS 'How the sport is known: runner, file, export, name or movement; empty if it is not';
COMMENT ON COLUMN all_activities.sport_confidence IS 'How sure the sport is, 0 to 1';
COMMENT ON COLUMN all_activities.name IS 'Name as the file has it';
COMMENT ON COLUMN all_activities.start_utc IS 'Start, UTC';
COMMENT ON COLUMN all_activities.start_local IS 'Start as the clock of the runner showed it';
COMMENT ON COLUMN all_activities.km IS 'Kilometres';
COMMENT ON COLUMN all_activities.elapsed_min IS 'Minutes from the first to the last record';
COMMENT ON COLUMN all_activities.moving_min IS 'Minutes without pauses and standing still';
COMMENT ON COLUMN all_activities.min_per_km IS 'Pace while moving, in minutes a kilometre: 5.5 is 5:30';
COMMENT ON COLUMN all_activities.grade_adjusted_min_per_km IS 'Grade-adjusted pace, in minutes a kilometre';
COMMENT ON COLUMN all_activities.ascent_m IS 'Metres of ascent';
COMMENT ON COLUMN all_activities.descent_m IS 'Metres of descent';
COMMENT ON COLUMN all_activities.mean_hr_bpm IS 'Mean heart rate as the device states it';
COMMENT ON COLUMN all_activities.cadence_spm IS 'Median cadence, steps a minute';
COMMENT ON COLUMN all_activities.temperature_c IS 'Median temperature';
COMMENT ON COLUMN all_activities.fade IS 'Share of speed lost towards the end';
COMMENT ON COLUMN all_activities.quality IS 'Share of samples without a fault';
COMMENT ON COLUMN all_activities.device IS 'Maker and product of the device';
COMMENT ON COLUMN all_activities.gear IS 'Shoes, as the list of activities of an export names them';
COMMENT ON COLUMN all_activities.path IS 'The file that it comes from';
COMMENT ON COLUMN all_activities.excluded IS 'The runner said that it does not count';

CREATE VIEW runs AS
SELECT * EXCLUDE (sport, excluded) FROM all_activities WHERE sport = 'running' AND NOT excluded ORDER BY start_utc;
COMMENT ON VIEW runs IS 'Every run that counts, oldest first; the columns of all_activities';

CREATE VIEW records_scaled AS
SELECT a.id,
       r.activity,
       r.at_s + r.at_ms / 1000 AS at_s,
       a.start_utc + to_milliseconds(1000 * CAST(r.at_s AS BIGINT) + r.at_ms) AS time_utc,
       r.lat / 1e7 AS lat,
       r.lon / 1e7 AS lon,
       r.distance_cm / 100 AS distance_m,
       r.altitude_dm / 10 AS altitude_m,
       r.speed_mms / 1000 AS speed_ms,
       r.hr_bpm,
       r.cadence_x2 / 2 AS cadence_spm,
       r.power_w,
       r.temp_c
FROM records r
JOIN activities a ON a.key = r.activity;
COMMENT ON VIEW records_scaled IS 'Every sample in plain units; filter by activity, which is fast, or by id';
COMMENT ON COLUMN records_scaled.id IS 'Stable name of the activity';
COMMENT ON COLUMN records_scaled.activity IS 'Number of the activity';
COMMENT ON COLUMN records_scaled.at_s IS 'Seconds since the start';
COMMENT ON COLUMN records_scaled.time_utc IS 'Time, UTC';
COMMENT ON COLUMN records_scaled.lat IS 'Latitude in degrees, WGS 84';
COMMENT ON COLUMN records_scaled.lon IS 'Longitude in degrees, WGS 84';
COMMENT ON COLUMN records_scaled.distance_m IS 'Metres since the start as the device states them';
COMMENT ON COLUMN records_scaled.altitude_m IS 'Metres above the sea';
COMMENT ON COLUMN records_scaled.speed_ms IS 'Metres a second as the device states them';
COMMENT ON COLUMN records_scaled.hr_bpm IS 'Heart rate in beats a minute';
COMMENT ON COLUMN records_scaled.cadence_spm IS 'Steps a minute, both feet; for other sports the unit of the device';
COMMENT ON COLUMN records_scaled.power_w IS 'Watts';
COMMENT ON COLUMN records_scaled.temp_c IS 'Degrees Celsius';

CREATE VIEW splits AS
SELECT activity, n AS split, s[n][1] / 100 AS distance_m, s[n][2] / 1000 AS elapsed_s,
       s[n][3] / 1000 AS gap_speed_ms, s[n][4] / 100 AS hr_bpm
FROM (SELECT activity, s, unnest(range(1, len(s) + 1)) AS n
      FROM (SELECT activity, from_json(splits, '[["BIGINT"]]') AS s FROM measures));
COMMENT ON VIEW splits IS 'Kilometre splits, the last one shorter';
COMMENT ON COLUMN splits.activity IS 'Number of the activity';
COMMENT ON COLUMN splits.split IS 'Number of the split, from 1';
COMMENT ON COLUMN splits.distance_m IS 'Metres';
COMMENT ON COLUMN splits.elapsed_s IS 'Elapsed seconds, pauses included';
COMMENT ON COLUMN splits.gap_speed_ms IS 'Grade-adjusted speed, metres a second';
COMMENT ON COLUMN splits.hr_bpm IS 'Mean heart rate';

CREATE VIEW bouts AS
SELECT activity, n AS bout, s[n][1] / 1000 AS at_s, s[n][2] / 1000 AS duration_s, s[n][3] / 1000 AS gap_speed_ms
FROM (SELECT activity, s, unnest(range(1, len(s) + 1)) AS n
      FROM (SELECT activity, from_json(bouts, '[["BIGINT"]]') AS s FROM measures));
COMMENT ON VIEW bouts IS 'Stretches of at least 60 s, faster than the rest of the run';
COMMENT ON COLUMN bouts.activity IS 'Number of the activity';
COMMENT ON COLUMN bouts.bout IS 'Number of the bout, from 1';
COMMENT ON COLUMN bouts.at_s IS 'Beginning, in seconds since the start';
COMMENT ON COLUMN bouts.duration_s IS 'Seconds';
COMMENT ON COLUMN bouts.gap_speed_ms IS 'Grade-adjusted speed, metres a second';

CREATE VIEW blocks AS
SELECT activity, n AS block, s[n][1] / 1000 AS at_s, s[n][2] / 1000 AS duration_s,
       s[n][3] / 1000 AS gap_speed_ms, s[n][4] / 100 AS hr_bpm, s[n][5] / 10 AS temperature_c
FROM (SELECT activity, s, unnest(range(1, len(s) + 1)) AS n
      FROM (SELECT activity, from_json(blocks, '[["BIGINT"]]') AS s FROM measures));
COMMENT ON VIEW blocks IS 'Steady stretches after the first ten minutes';
COMMENT ON COLUMN blocks.activity IS 'Number of the activity';
COMMENT ON COLUMN blocks.block IS 'Number of the block, from 1';
COMMENT ON COLUMN blocks.at_s IS 'Beginning, in seconds since the start';
COMMENT ON COLUMN blocks.duration_s IS 'Seconds';
COMMENT ON COLUMN blocks.gap_speed_ms IS 'Grade-adjusted speed, metres a second';
COMMENT ON COLUMN blocks.hr_bpm IS 'Mean heart rate';
COMMENT ON COLUMN blocks.temperature_c IS 'Temperature';

CREATE VIEW hr_seconds AS
SELECT activity, s[1] + n - 2 AS bpm, s[n] / 1000 AS seconds
FROM (SELECT activity, s, unnest(range(2, len(s) + 1)) AS n
      FROM (SELECT activity, from_json(hr_seconds, '["BIGINT"]') AS s FROM measures))
WHERE s[n] > 0;
COMMENT ON VIEW hr_seconds IS 'Moving time at each heart rate';
COMMENT ON COLUMN hr_seconds.activity IS 'Number of the activity';
COMMENT ON COLUMN hr_seconds.bpm IS 'Beats a minute';
COMMENT ON COLUMN hr_seconds.seconds IS 'Seconds';

CREATE VIEW gap_seconds AS
SELECT activity, (s[1] + n - 2) / 10 AS from_ms, s[n] / 1000 AS seconds
FROM (SELECT activity, s, unnest(range(2, len(s) + 1)) AS n
      FROM (SELECT activity, from_json(gap_seconds, '["BIGINT"]') AS s FROM measures))
WHERE s[n] > 0;
COMMENT ON VIEW gap_seconds IS 'Moving time by grade-adjusted speed, in bins of 0.1 m/s';
COMMENT ON COLUMN gap_seconds.activity IS 'Number of the activity';
COMMENT ON COLUMN gap_seconds.from_ms IS 'Lower edge of the bin, metres a second';
COMMENT ON COLUMN gap_seconds.seconds IS 'Seconds';

CREATE VIEW gap_metres AS
SELECT activity, (s[1] + n - 2) / 10 AS from_ms, s[n] / 100 AS metres
FROM (SELECT activity, s, unnest(range(2, len(s) + 1)) AS n
      FROM (SELECT activity, from_json(gap_metres, '["BIGINT"]') AS s FROM measures))
WHERE s[n] > 0;
COMMENT ON VIEW gap_metres IS 'Distance over ground by grade-adjusted speed, in bins of 0.1 m/s';
COMMENT ON COLUMN gap_metres.activity IS 'Number of the activity';
COMMENT ON COLUMN gap_metres.from_ms IS 'Lower edge of the bin, metres a second';
COMMENT ON COLUMN gap_metres.metres IS 'Metres';

CREATE VIEW cells AS
SELECT activity, s[1] AS cell_row, unnest(s[2:]) AS cell_column
FROM (SELECT activity, unnest(from_json(cells, '[["INTEGER"]]')) AS s FROM ground);
COMMENT ON VIEW cells IS 'Cells of the 50 m grid that each activity touches';
COMMENT ON COLUMN cells.activity IS 'Number of the activity';
COMMENT ON COLUMN cells.cell_row IS 'Row, counted north from the equator';
COMMENT ON COLUMN cells.cell_column IS 'Column, counted east from Greenwich';

CREATE VIEW outlines AS
SELECT activity, n AS point, s[n][1] / 10 AS east_m, s[n][2] / 10 AS north_m
FROM (SELECT activity, s, unnest(range(1, len(s) + 1)) AS n
      FROM (SELECT activity, from_json(outline, '[["INTEGER"]]') AS s FROM ground));
COMMENT ON VIEW outlines IS 'The thinned track of each activity, without its ends';
COMMENT ON COLUMN outlines.activity IS 'Number of the activity';
COMMENT ON COLUMN outlines.point IS 'Number of the point, from 1';
COMMENT ON COLUMN outlines.east_m IS 'Metres east of the origin in ground';
COMMENT ON COLUMN outlines.north_m IS 'Metres north of the origin in ground';
