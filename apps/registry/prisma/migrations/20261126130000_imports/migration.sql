-- Files people send in to be read, judged and written in the background. Whoever works on one holds it for a while
-- (`lease_until`) and says so again and again; who is gone loses it to another. A report stays for who asks later.
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "effective_at" BIGINT,
    "actor" JSONB NOT NULL,
    "author_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "files" JSONB NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "runner" UUID,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "import_asked_at_idx" ON "import"("asked_at" DESC);

-- Every list somebody took out of the register: who, what of it, when; `reason` where personal values were in full.
CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "asker_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "as_of" BIGINT,
    "area_code" TEXT,
    "rows" INTEGER NOT NULL,
    "reason" TEXT,

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);
CREATE TRIGGER "export_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "export"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsaying();
