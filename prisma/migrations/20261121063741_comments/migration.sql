-- CreateEnum
CREATE TYPE "CommentState" AS ENUM ('shown', 'held');

-- CreateEnum
CREATE TYPE "Commenting" AS ENUM ('members', 'followers', 'none');

-- AlterTable
ALTER TABLE "Story" ADD COLUMN     "commentCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "commenting" "Commenting" NOT NULL DEFAULT 'members',
ADD COLUMN     "moderated" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Comment" (
    "id" TEXT NOT NULL,
    "storyId" TEXT NOT NULL,
    "chapterId" TEXT,
    "writerId" TEXT,
    "parentId" TEXT,
    "place" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "body" TEXT NOT NULL,
    "state" "CommentState" NOT NULL DEFAULT 'shown',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Comment_position_key" ON "Comment"("position");

-- CreateIndex
CREATE INDEX "Comment_writerId_createdAt_idx" ON "Comment"("writerId", "createdAt");

-- CreateIndex
CREATE INDEX "Comment_parentId_idx" ON "Comment"("parentId");

-- CreateIndex
CREATE INDEX "Comment_chapterId_idx" ON "Comment"("chapterId");

-- CreateIndex
CREATE UNIQUE INDEX "Comment_storyId_place_key" ON "Comment"("storyId", "place");

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_chapterId_fkey" FOREIGN KEY ("chapterId") REFERENCES "Chapter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_writerId_fkey" FOREIGN KEY ("writerId") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Kept here rather than in commands: a member's or chapter's end changes comments too.
CREATE FUNCTION count_comments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change int := 0;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state = 'shown' AND OLD."removedAt" IS NULL THEN
    change := change - 1;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.state = 'shown' AND NEW."removedAt" IS NULL THEN
    change := change + 1;
  END IF;
  IF change <> 0 THEN
    UPDATE "Story" SET "commentCount" = "commentCount" + change WHERE id = COALESCE(NEW."storyId", OLD."storyId");
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER comments_counted AFTER INSERT OR DELETE OR UPDATE OF state, "removedAt" ON "Comment"
  FOR EACH ROW EXECUTE FUNCTION count_comments();
