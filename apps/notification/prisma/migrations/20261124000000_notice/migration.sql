CREATE TABLE "notice" (
  "id" UUID NOT NULL,
  "fact_id" TEXT NOT NULL,
  "person_id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "number" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "read_at" TIMESTAMPTZ(3),
  CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "notice_fact_person" ON "notice" ("fact_id", "person_id");
CREATE INDEX "notice_of_person" ON "notice" ("person_id", "at", "id");
CREATE INDEX "notice_unread" ON "notice" ("person_id", "read_at", "at", "id");
