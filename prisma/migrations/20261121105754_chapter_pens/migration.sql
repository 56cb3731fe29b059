-- CreateTable
CREATE TABLE "ChapterPen" (
    "chapterId" TEXT NOT NULL,
    "holderId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "askedById" TEXT,
    "askedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ChapterPen_pkey" PRIMARY KEY ("chapterId")
);

-- CreateIndex
CREATE INDEX "ChapterPen_holderId_idx" ON "ChapterPen"("holderId");

-- AddForeignKey
ALTER TABLE "ChapterPen" ADD CONSTRAINT "ChapterPen_chapterId_fkey" FOREIGN KEY ("chapterId") REFERENCES "Chapter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChapterPen" ADD CONSTRAINT "ChapterPen_holderId_fkey" FOREIGN KEY ("holderId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChapterPen" ADD CONSTRAINT "ChapterPen_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;
