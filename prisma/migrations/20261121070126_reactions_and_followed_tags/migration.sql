-- AlterTable
ALTER TABLE "Story" ADD COLUMN     "kudos" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "TagFollow" (
    "memberId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TagFollow_pkey" PRIMARY KEY ("memberId","tag")
);

-- CreateTable
CREATE TABLE "Reaction" (
    "storyId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reaction_pkey" PRIMARY KEY ("storyId","memberId")
);

-- CreateIndex
CREATE INDEX "TagFollow_tag_idx" ON "TagFollow"("tag");

-- CreateIndex
CREATE INDEX "Reaction_memberId_createdAt_idx" ON "Reaction"("memberId", "createdAt");

-- AddForeignKey
ALTER TABLE "TagFollow" ADD CONSTRAINT "TagFollow_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reaction" ADD CONSTRAINT "Reaction_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reaction" ADD CONSTRAINT "Reaction_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Kept here rather than in commands: a member who leaves takes their kudos along.
CREATE FUNCTION count_reactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE "Story" SET kudos = kudos + 1 WHERE id = NEW."storyId";
  ELSE
    UPDATE "Story" SET kudos = kudos - 1 WHERE id = OLD."storyId";
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER reactions_counted AFTER INSERT OR DELETE ON "Reaction"
  FOR EACH ROW EXECUTE FUNCTION count_reactions();
