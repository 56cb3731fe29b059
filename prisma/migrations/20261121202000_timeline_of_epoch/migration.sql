-- The timeline that is written now. The one of the last checkpoint, which stood here before, is that of the former primary
-- until a promoted standby has made its first, which may take minutes.
CREATE OR REPLACE FUNCTION live_epoch() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  history text;
BEGIN
  BEGIN
    SELECT system_identifier::text || '/' || timeline.id::text || '/' || pg_database.oid::text INTO history
    FROM pg_control_system(), pg_database, LATERAL (
      SELECT CASE WHEN pg_is_in_recovery() THEN (SELECT timeline_id FROM pg_control_checkpoint())
        ELSE ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int END AS id
    ) timeline WHERE datname = current_database();
  EXCEPTION WHEN insufficient_privilege OR feature_not_supported THEN
    history := '';
  END;
  RETURN (SELECT epoch || substr(md5(history), 1, 6) FROM "LiveLog" WHERE id = 1);
END $$;
