-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "avoidedWarnings" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "highestRating" "Rating" NOT NULL DEFAULT 'mature';
