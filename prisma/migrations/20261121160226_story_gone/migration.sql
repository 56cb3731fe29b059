-- AlterTable
ALTER TABLE "Story" ADD COLUMN     "openedAt" TIMESTAMPTZ(3);

-- As far as it is known: of what has gone up, whom it is for now.
UPDATE "Story" SET "openedAt" = "firstPublishedAt" WHERE visibility <> 'followers';

-- CreateTable
CREATE TABLE "GoneStory" (
    "slugHash" TEXT NOT NULL,
    "goneAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GoneStory_pkey" PRIMARY KEY ("slugHash")
);
