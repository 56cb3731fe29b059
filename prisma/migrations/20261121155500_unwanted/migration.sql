-- CreateTable
CREATE TABLE "UnwantedTag" (
    "memberId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UnwantedTag_pkey" PRIMARY KEY ("memberId","tag")
);

-- CreateTable
CREATE TABLE "UnwantedStory" (
    "memberId" TEXT NOT NULL,
    "storyId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UnwantedStory_pkey" PRIMARY KEY ("memberId","storyId")
);

-- CreateIndex
CREATE INDEX "UnwantedStory_storyId_idx" ON "UnwantedStory"("storyId");

-- AddForeignKey
ALTER TABLE "UnwantedTag" ADD CONSTRAINT "UnwantedTag_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnwantedStory" ADD CONSTRAINT "UnwantedStory_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnwantedStory" ADD CONSTRAINT "UnwantedStory_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;
