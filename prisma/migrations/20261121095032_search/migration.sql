-- Both come with PostgreSQL, and whoever may create tables may install them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- CreateTable
CREATE TABLE "SearchStory" (
    "storyId" TEXT NOT NULL,
    "stemmed" BOOLEAN NOT NULL,
    "vector" tsvector NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "tags" TEXT NOT NULL,

    CONSTRAINT "SearchStory_pkey" PRIMARY KEY ("storyId")
);

-- CreateTable
CREATE TABLE "SearchChapter" (
    "chapterId" TEXT NOT NULL,
    "storyId" TEXT NOT NULL,
    "stemmed" BOOLEAN NOT NULL,
    "vector" tsvector NOT NULL,

    CONSTRAINT "SearchChapter_pkey" PRIMARY KEY ("chapterId")
);

-- CreateIndex
CREATE INDEX "SearchStory_vector_idx" ON "SearchStory" USING GIN ("vector");

-- CreateIndex
CREATE INDEX "SearchStory_title_idx" ON "SearchStory" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "SearchStory_author_idx" ON "SearchStory" USING GIN ("author" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "SearchStory_tags_idx" ON "SearchStory" USING GIN ("tags" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "SearchChapter_vector_idx" ON "SearchChapter" USING GIN ("vector");

-- CreateIndex
CREATE INDEX "SearchChapter_storyId_idx" ON "SearchChapter"("storyId");

-- AddForeignKey
ALTER TABLE "SearchStory" ADD CONSTRAINT "SearchStory_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SearchChapter" ADD CONSTRAINT "SearchChapter_chapterId_fkey" FOREIGN KEY ("chapterId") REFERENCES "Chapter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SearchChapter" ADD CONSTRAINT "SearchChapter_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How words become what is looked up: without accents, and those of English stories as stems.
CREATE TEXT SEARCH CONFIGURATION inkwire_plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION inkwire_plain ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION inkwire_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION inkwire_english ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;

CREATE FUNCTION search_folded(value text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT lower(unaccent(value))
$$;

CREATE FUNCTION search_is_stemmed(language text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT language ~* '^en(-|$)'
$$;

CREATE FUNCTION search_lexemes(stemmed boolean, value text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN stemmed THEN to_tsvector('inkwire_english', value) ELSE to_tsvector('inkwire_plain', value) END
$$;

-- A vector holds 1 MB at most. No novel's chapter comes near that, but text made to do so must not refuse to be saved.
CREATE FUNCTION search_chapter_vector(stemmed boolean, value text, story tsvector) RETURNS tsvector LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN search_lexemes(stemmed, left(value, 400000)) || story;
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN search_lexemes(stemmed, left(value, 50000)) || story;
END $$;

-- Looks a published story up anew, and its chapters where `whole`; one that is not published is not to be found.
-- Whoever changes a chapter holds its story's row, so the two never see each other halfway.
CREATE FUNCTION search_index_story(target text, whole boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    story record;
BEGIN
    SELECT s.title, s.blurb, COALESCE(array_to_string(s.tags, ' '), '') AS tags, m.name || ' ' || m.handle AS author,
        search_is_stemmed(s.language) AS stemmed, ''::tsvector AS vector
    INTO story FROM "Story" s JOIN "Member" m ON m.id = s."authorId"
    WHERE s.id = target AND s.status = 'published' AND s."removedAt" IS NULL;
    IF NOT FOUND THEN
        DELETE FROM "SearchChapter" WHERE "storyId" = target;
        DELETE FROM "SearchStory" WHERE "storyId" = target;
        RETURN;
    END IF;
    story.vector := setweight(search_lexemes(story.stemmed, story.title), 'A')
        || setweight(search_lexemes(story.stemmed, story.tags || ' ' || story.author), 'B')
        || setweight(search_lexemes(story.stemmed, story.blurb), 'C');
    INSERT INTO "SearchStory" ("storyId", stemmed, vector, title, author, tags)
    VALUES (target, story.stemmed, story.vector, search_folded(story.title), search_folded(story.author),
        search_folded(story.tags))
    ON CONFLICT ("storyId") DO UPDATE SET stemmed = EXCLUDED.stemmed, vector = EXCLUDED.vector, title = EXCLUDED.title,
        author = EXCLUDED.author, tags = EXCLUDED.tags;
    IF whole THEN
        DELETE FROM "SearchChapter" WHERE "storyId" = target;
        INSERT INTO "SearchChapter" ("chapterId", "storyId", stemmed, vector)
        SELECT c.id, target, story.stemmed, search_chapter_vector(story.stemmed, c.title || E'\n' || c.body, story.vector)
        FROM "Chapter" c WHERE c."storyId" = target AND c.position IS NOT NULL AND NOT c.draft;
    ELSE
        -- What a chapter has of its own has the weight D; it need not be read again.
        UPDATE "SearchChapter" SET vector = ts_filter(vector, '{d}') || story.vector WHERE "storyId" = target;
    END IF;
END $$;

CREATE FUNCTION search_story_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_index_story(NEW.id, TG_OP = 'INSERT'
        OR (OLD.status, OLD."removedAt", OLD.language) IS DISTINCT FROM (NEW.status, NEW."removedAt", NEW.language));
    RETURN NULL;
END $$;

CREATE TRIGGER search_story_inserted AFTER INSERT ON "Story" FOR EACH ROW
    WHEN (NEW.status = 'published') EXECUTE FUNCTION search_story_changed();
CREATE TRIGGER search_story_updated AFTER UPDATE ON "Story" FOR EACH ROW
    WHEN ((OLD.title, OLD.blurb, OLD.tags, OLD.language, OLD.status, OLD."removedAt", OLD."authorId")
        IS DISTINCT FROM (NEW.title, NEW.blurb, NEW.tags, NEW.language, NEW.status, NEW."removedAt", NEW."authorId"))
    EXECUTE FUNCTION search_story_changed();

CREATE FUNCTION search_chapter_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.draft OR NEW.position IS NULL THEN
        DELETE FROM "SearchChapter" WHERE "chapterId" = NEW.id;
    ELSE
        INSERT INTO "SearchChapter" ("chapterId", "storyId", stemmed, vector)
        SELECT NEW.id, s."storyId", s.stemmed,
            search_chapter_vector(s.stemmed, NEW.title || E'\n' || NEW.body, s.vector)
        FROM "SearchStory" s WHERE s."storyId" = NEW."storyId"
        ON CONFLICT ("chapterId") DO UPDATE SET stemmed = EXCLUDED.stemmed, vector = EXCLUDED.vector;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER search_chapter_inserted AFTER INSERT ON "Chapter" FOR EACH ROW
    EXECUTE FUNCTION search_chapter_changed();
CREATE TRIGGER search_chapter_updated AFTER UPDATE ON "Chapter" FOR EACH ROW
    WHEN ((OLD.title, OLD.body, OLD.draft, OLD.position IS NULL)
        IS DISTINCT FROM (NEW.title, NEW.body, NEW.draft, NEW.position IS NULL))
    EXECUTE FUNCTION search_chapter_changed();

CREATE FUNCTION search_author_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_index_story("storyId", false) FROM "SearchStory"
    WHERE "storyId" IN (SELECT id FROM "Story" WHERE "authorId" = NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER search_author_updated AFTER UPDATE OF name, handle ON "Member" FOR EACH ROW
    WHEN ((OLD.name, OLD.handle) IS DISTINCT FROM (NEW.name, NEW.handle)) EXECUTE FUNCTION search_author_changed();

-- What is published already.
SELECT search_index_story(id, true) FROM "Story" WHERE status = 'published' AND "removedAt" IS NULL;
