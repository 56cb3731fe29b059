-- CreateTable
CREATE TABLE "DiscoveryMatch" (
    "jobId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "storyId" TEXT NOT NULL,
    "why" JSONB NOT NULL,
    "chapterId" TEXT,
    "foundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DiscoveryMatch_pkey" PRIMARY KEY ("jobId","position")
);

-- CreateIndex
CREATE INDEX "DiscoveryMatch_storyId_idx" ON "DiscoveryMatch"("storyId");

-- CreateIndex
CREATE UNIQUE INDEX "DiscoveryMatch_jobId_storyId_key" ON "DiscoveryMatch"("jobId", "storyId");

-- AddForeignKey
ALTER TABLE "DiscoveryMatch" ADD CONSTRAINT "DiscoveryMatch_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DiscoveryMatch" ADD CONSTRAINT "DiscoveryMatch_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;
