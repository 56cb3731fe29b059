-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "deletionDueAt" TIMESTAMPTZ(3),
ADD COLUMN     "deletionKeepsStories" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Member_deletionDueAt_idx" ON "Member"("deletionDueAt");
