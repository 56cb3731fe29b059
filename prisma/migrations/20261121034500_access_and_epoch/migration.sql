-- Whatever ends a session or bans a member, in this program or beside it, tells the open streams in the same transaction.

CREATE FUNCTION announce_session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LiveEvent" (topic, name, payload)
  VALUES ('access', 'access.changed', json_build_object('type', 'session-ended', 'sessionId', OLD.id));
  PERFORM pg_notify('inkwire_outbox', '');
  RETURN NULL;
END $$;

CREATE TRIGGER session_ended AFTER DELETE ON "Session"
  FOR EACH ROW EXECUTE FUNCTION announce_session_ended();

CREATE FUNCTION announce_member_banned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LiveEvent" (topic, name, payload)
  VALUES ('access', 'access.changed', json_build_object('type', 'member-banned', 'memberId', NEW.id));
  PERFORM pg_notify('inkwire_outbox', '');
  RETURN NULL;
END $$;

-- A changed role changes rights as well; interrupted streams come back with the new ones.
CREATE TRIGGER member_banned AFTER UPDATE OF "bannedAt", "role" ON "Member"
  FOR EACH ROW WHEN (OLD."bannedAt" IS DISTINCT FROM NEW."bannedAt" OR OLD."role" IS DISTINCT FROM NEW."role")
  EXECUTE FUNCTION announce_member_banned();

-- Identity of this log as part of every cursor: its own epoch, and that of the cluster it lives in, so that a backup that
-- is restored or a standby that is promoted does not answer cursors of another history.
CREATE FUNCTION live_epoch() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  history text;
BEGIN
  BEGIN
    SELECT system_identifier::text || '/' || timeline_id::text || '/' || pg_database.oid::text INTO history
    FROM pg_control_system(), pg_control_checkpoint(), pg_database WHERE datname = current_database();
  EXCEPTION WHEN insufficient_privilege THEN
    history := '';
  END;
  RETURN (SELECT epoch || substr(md5(history), 1, 6) FROM "LiveLog" WHERE id = 1);
END $$;
