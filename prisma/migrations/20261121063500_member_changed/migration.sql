-- Says what a member is from now on, so that streams opened after a ban was lifted or a role given are left alone.

CREATE FUNCTION announce_member_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LiveEvent" (topic, name, payload)
  VALUES ('access', 'access.changed', json_build_object(
    'type', 'member-changed', 'memberId', NEW.id, 'banned', NEW."bannedAt" IS NOT NULL, 'role', NEW."role"));
  PERFORM pg_notify('inkwire_outbox', '');
  RETURN NULL;
END $$;

CREATE TRIGGER member_changed AFTER UPDATE OF "bannedAt", "role" ON "Member"
  FOR EACH ROW WHEN (OLD."bannedAt" IS DISTINCT FROM NEW."bannedAt" OR OLD."role" IS DISTINCT FROM NEW."role")
  EXECUTE FUNCTION announce_member_changed();

DROP TRIGGER member_banned ON "Member";
DROP FUNCTION announce_member_banned();
