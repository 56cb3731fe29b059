-- CreateEnum
CREATE TYPE "BoundaryKind" AS ENUM ('block', 'mute');

-- CreateTable
CREATE TABLE "Boundary" (
    "memberId" TEXT NOT NULL,
    "otherId" TEXT NOT NULL,
    "kind" "BoundaryKind" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Boundary_pkey" PRIMARY KEY ("memberId","otherId","kind")
);

-- CreateIndex
CREATE INDEX "Boundary_otherId_kind_idx" ON "Boundary"("otherId", "kind");

-- AddForeignKey
ALTER TABLE "Boundary" ADD CONSTRAINT "Boundary_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Boundary" ADD CONSTRAINT "Boundary_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
