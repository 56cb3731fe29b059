-- A key that is given another end, such as one that was rotated, takes its open streams with it. Not as `session-ended`, which
-- would turn them away from now on: the key is valid until then. The version before knows no `session-ends`, logs that and
-- leaves its streams as they were.
CREATE FUNCTION announce_key_end_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LiveEvent" (topic, name, payload)
  VALUES ('access', 'access.changed', json_build_object(
    'type', 'session-ends', 'sessionId', NEW.id, 'at', (extract(epoch FROM NEW."expiresAt") * 1000)::bigint));
  PERFORM pg_notify('inkwire_outbox', '');
  RETURN NULL;
END $$;

CREATE TRIGGER key_end_moved AFTER UPDATE OF "expiresAt" ON "ApiKey"
  FOR EACH ROW WHEN (OLD."expiresAt" IS DISTINCT FROM NEW."expiresAt")
  EXECUTE FUNCTION announce_key_end_moved();
