CREATE TABLE "task_fact" (
  "case_id" UUID NOT NULL,
  "seq" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "fact" JSONB NOT NULL,
  CONSTRAINT "task_fact_pkey" PRIMARY KEY ("case_id", "seq")
);

CREATE TABLE "task" (
  "case_id" UUID NOT NULL,
  "whistle_seq" INTEGER NOT NULL,
  "department_id" UUID NOT NULL,
  "month" TEXT NOT NULL,
  "withdrawn" BOOLEAN NOT NULL,
  "signed_in_time" BOOLEAN,
  "finished_in_time" BOOLEAN,
  "known" INTEGER NOT NULL,
  CONSTRAINT "task_pkey" PRIMARY KEY ("case_id", "whistle_seq", "department_id")
);

-- A month is answered from this index alone.
CREATE INDEX "task_of_month" ON "task" ("month", "department_id", "withdrawn", "signed_in_time", "finished_in_time");
