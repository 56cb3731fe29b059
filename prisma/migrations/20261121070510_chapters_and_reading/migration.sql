-- AlterTable
ALTER TABLE "Chapter" ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "draft" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "editedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "notesAfter" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "notesBefore" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "publishedAt" TIMESTAMPTZ(3),
ADD COLUMN     "removedAt" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "position" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Revision" ALTER COLUMN "body" SET DEFAULT '';

-- AlterTable
ALTER TABLE "Story" ADD COLUMN     "publicChapters" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "ChapterRevision" (
    "id" TEXT NOT NULL,
    "chapterId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "notesBefore" TEXT NOT NULL,
    "notesAfter" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChapterRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReadingPlace" (
    "memberId" TEXT NOT NULL,
    "chapterId" TEXT NOT NULL,
    "storyId" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "fraction" DOUBLE PRECISION NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReadingPlace_pkey" PRIMARY KEY ("memberId","chapterId")
);

-- CreateTable
CREATE TABLE "Bookmark" (
    "memberId" TEXT NOT NULL,
    "storyId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Bookmark_pkey" PRIMARY KEY ("memberId","storyId")
);

-- CreateTable
CREATE TABLE "ReaderSettings" (
    "memberId" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReaderSettings_pkey" PRIMARY KEY ("memberId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ChapterRevision_chapterId_version_key" ON "ChapterRevision"("chapterId", "version");

-- CreateIndex
CREATE INDEX "ReadingPlace_memberId_readAt_idx" ON "ReadingPlace"("memberId", "readAt" DESC);

-- CreateIndex
CREATE INDEX "ReadingPlace_memberId_storyId_idx" ON "ReadingPlace"("memberId", "storyId");

-- CreateIndex
CREATE INDEX "ReadingPlace_chapterId_idx" ON "ReadingPlace"("chapterId");

-- CreateIndex
CREATE INDEX "ReadingPlace_storyId_idx" ON "ReadingPlace"("storyId");

-- CreateIndex
CREATE INDEX "Bookmark_memberId_createdAt_storyId_idx" ON "Bookmark"("memberId", "createdAt" DESC, "storyId" DESC);

-- CreateIndex
CREATE INDEX "Bookmark_storyId_idx" ON "Bookmark"("storyId");

-- AddForeignKey
ALTER TABLE "ChapterRevision" ADD CONSTRAINT "ChapterRevision_chapterId_fkey" FOREIGN KEY ("chapterId") REFERENCES "Chapter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReadingPlace" ADD CONSTRAINT "ReadingPlace_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReadingPlace" ADD CONSTRAINT "ReadingPlace_chapterId_fkey" FOREIGN KEY ("chapterId") REFERENCES "Chapter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReadingPlace" ADD CONSTRAINT "ReadingPlace_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bookmark" ADD CONSTRAINT "Bookmark_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bookmark" ADD CONSTRAINT "Bookmark_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReaderSettings" ADD CONSTRAINT "ReaderSettings_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- In the trash a chapter has no place.
ALTER TABLE "Chapter" ADD CONSTRAINT "Chapter_position_or_removed" CHECK (("position" IS NULL) = ("removedAt" IS NOT NULL));

-- What there is was its story's only chapter, with its story's versions and dates.
UPDATE "Chapter" c SET
    "version" = s."version",
    "createdAt" = s."createdAt",
    "editedAt" = s."editedAt",
    "publishedAt" = COALESCE(s."publishedAt", s."firstPublishedAt")
FROM "Story" s WHERE s."id" = c."storyId";

INSERT INTO "ChapterRevision" ("id", "chapterId", "version", "title", "body", "notesBefore", "notesAfter", "words", "createdAt")
SELECT r."id", c."id", r."version", '', r."body", '', '', 0, r."createdAt"
FROM "Revision" r JOIN "Chapter" c ON c."storyId" = r."storyId" AND c."position" = 1;

-- A story's words and chapters are those that go with its publication, whoever changes them.
CREATE FUNCTION story_extent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "Story" s SET "words" = e.words, "publicChapters" = e.chapters
    FROM (
        SELECT changed."storyId",
            COALESCE(sum(c."words"), 0)::int AS words,
            count(c."id")::int AS chapters
        FROM (SELECT DISTINCT "storyId" FROM changed) changed
        LEFT JOIN "Chapter" c ON c."storyId" = changed."storyId" AND c."position" IS NOT NULL AND NOT c."draft"
        GROUP BY changed."storyId"
    ) e
    WHERE s."id" = e."storyId" AND (s."words" <> e.words OR s."publicChapters" <> e.chapters);
    RETURN NULL;
END $$;

CREATE TRIGGER chapter_inserted AFTER INSERT ON "Chapter"
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION story_extent();
CREATE TRIGGER chapter_updated AFTER UPDATE ON "Chapter"
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION story_extent();
CREATE TRIGGER chapter_deleted AFTER DELETE ON "Chapter"
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION story_extent();

-- A chapter's text before a change is kept for ever, whoever makes the change; but not each of many saves within five
-- minutes, unless one takes half of the text away.
CREATE FUNCTION keep_chapter_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF length(NEW."body") * 2 < length(OLD."body") OR NOT EXISTS (
        SELECT 1 FROM "ChapterRevision" r WHERE r."chapterId" = OLD."id" AND r."createdAt" > now() - interval '5 minutes'
    ) THEN
        INSERT INTO "ChapterRevision" ("id", "chapterId", "version", "title", "body", "notesBefore", "notesAfter", "words")
        VALUES (gen_random_uuid()::text, OLD."id", OLD."version", OLD."title", OLD."body", OLD."notesBefore",
            OLD."notesAfter", OLD."words")
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER chapter_rewritten AFTER UPDATE ON "Chapter" FOR EACH ROW
    WHEN ((OLD."title", OLD."body", OLD."notesBefore", OLD."notesAfter")
        IS DISTINCT FROM (NEW."title", NEW."body", NEW."notesBefore", NEW."notesAfter"))
    EXECUTE FUNCTION keep_chapter_revision();
