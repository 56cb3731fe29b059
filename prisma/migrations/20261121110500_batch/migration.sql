-- CreateTable
CREATE TABLE "BatchStep" (
    "jobId" TEXT NOT NULL,
    "storyId" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BatchStep_pkey" PRIMARY KEY ("jobId","storyId")
);

-- AddForeignKey
ALTER TABLE "BatchStep" ADD CONSTRAINT "BatchStep_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
