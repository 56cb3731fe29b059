-- CreateEnum
CREATE TYPE "ReportedKind" AS ENUM ('story', 'chapter', 'comment', 'member');

-- CreateEnum
CREATE TYPE "ReportReason" AS ENUM ('spam', 'harassment', 'hate', 'sexual', 'violence', 'plagiarism', 'rating', 'other');

-- CreateEnum
CREATE TYPE "MeasureKind" AS ENUM ('hide', 'warn', 'ban');

-- AlterEnum
ALTER TYPE "CommentState" ADD VALUE 'hidden';

-- AlterTable
ALTER TABLE "Chapter" ADD COLUMN     "hiddenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Story" ADD COLUMN     "hiddenAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ModerationCase" (
    "id" TEXT NOT NULL,
    "kind" "ReportedKind" NOT NULL,
    "subjectId" TEXT NOT NULL,
    "openKey" TEXT,
    "memberId" TEXT,
    "title" TEXT NOT NULL,
    "excerpt" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "appealOf" TEXT,
    "claimedById" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" TEXT,
    "outcome" TEXT,

    CONSTRAINT "ModerationCase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Report" (
    "id" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "reporterId" TEXT,
    "reason" "ReportReason" NOT NULL,
    "note" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Measure" (
    "id" TEXT NOT NULL,
    "kind" "MeasureKind" NOT NULL,
    "memberId" TEXT NOT NULL,
    "subjectKind" "ReportedKind" NOT NULL,
    "subjectId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "before" JSONB NOT NULL,
    "parentId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "liftedAt" TIMESTAMPTZ(3),
    "appeal" TEXT,
    "appealedAt" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "Measure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ModerationCase_openKey_key" ON "ModerationCase"("openKey");

-- CreateIndex
CREATE INDEX "ModerationCase_openedAt_id_idx" ON "ModerationCase"("openedAt", "id");

-- CreateIndex
CREATE INDEX "ModerationCase_decidedAt_id_idx" ON "ModerationCase"("decidedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ModerationCase_memberId_idx" ON "ModerationCase"("memberId");

-- CreateIndex
CREATE INDEX "Report_reporterId_idx" ON "Report"("reporterId");

-- CreateIndex
CREATE UNIQUE INDEX "Report_caseId_reporterId_key" ON "Report"("caseId", "reporterId");

-- CreateIndex
CREATE UNIQUE INDEX "Measure_key_key" ON "Measure"("key");

-- CreateIndex
CREATE INDEX "Measure_memberId_createdAt_idx" ON "Measure"("memberId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Measure_subjectId_idx" ON "Measure"("subjectId");

-- CreateIndex
CREATE INDEX "Measure_parentId_idx" ON "Measure"("parentId");

-- AddForeignKey
ALTER TABLE "ModerationCase" ADD CONSTRAINT "ModerationCase_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModerationCase" ADD CONSTRAINT "ModerationCase_claimedById_fkey" FOREIGN KEY ("claimedById") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModerationCase" ADD CONSTRAINT "ModerationCase_appealOf_fkey" FOREIGN KEY ("appealOf") REFERENCES "Measure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "ModerationCase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_reporterId_fkey" FOREIGN KEY ("reporterId") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Measure"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- Whatever publishes a story or puts a chapter up, now or later: not while it is hidden.
ALTER TABLE "Story" ADD CONSTRAINT "Story_hidden_is_not_published" CHECK ("hiddenAt" IS NULL OR status <> 'published');
ALTER TABLE "Chapter" ADD CONSTRAINT "Chapter_hidden_is_not_up" CHECK ("hiddenAt" IS NULL OR draft);
