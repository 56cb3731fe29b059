-- CreateTable
CREATE TABLE "Bulletin" (
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "tone" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "postedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endsAt" TIMESTAMPTZ(3),

    CONSTRAINT "Bulletin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServerProcess" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" JSONB NOT NULL,
    "connections" JSONB NOT NULL,

    CONSTRAINT "ServerProcess_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MetricSample" (
    "id" BIGSERIAL NOT NULL,
    "processId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "streams" INTEGER NOT NULL,
    "deliveries" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "p95Ms" DOUBLE PRECISION,
    "lagMs" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "MetricSample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alarm" (
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "value" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "Alarm_pkey" PRIMARY KEY ("kind")
);

-- CreateIndex
CREATE INDEX "Bulletin_postedAt_idx" ON "Bulletin"("postedAt" DESC);

-- CreateIndex
CREATE INDEX "ServerProcess_seenAt_idx" ON "ServerProcess"("seenAt");

-- CreateIndex
CREATE INDEX "MetricSample_at_idx" ON "MetricSample"("at");
