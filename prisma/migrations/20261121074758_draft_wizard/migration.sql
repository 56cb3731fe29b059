-- CreateTable
CREATE TABLE "DraftWizard" (
    "memberId" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "step" TEXT NOT NULL,
    "idea" TEXT NOT NULL DEFAULT '',
    "genre" TEXT,
    "tone" TEXT,
    "length" TEXT,
    "audience" TEXT,
    "open" BOOLEAN NOT NULL DEFAULT true,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DraftWizard_pkey" PRIMARY KEY ("memberId")
);

-- AddForeignKey
ALTER TABLE "DraftWizard" ADD CONSTRAINT "DraftWizard_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What readers find for an idea. Only the beginning of a long chapter counts: a tsvector has at most 1 MB.
CREATE INDEX "Story_words_idx" ON "Story" USING gin (to_tsvector('english', title || ' ' || blurb));
CREATE INDEX "Chapter_words_idx" ON "Chapter" USING gin (to_tsvector('english', left(body, 100000)));
