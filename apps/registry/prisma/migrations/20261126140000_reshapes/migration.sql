-- Grids that were split, merged or moved: what was ordered and what it made, each under the id of its change of the register.
CREATE TABLE "reshape" (
    "id" UUID NOT NULL,
    "actor" JSONB NOT NULL,
    "ordered_at" BIGINT NOT NULL,
    "effective_at" BIGINT NOT NULL,
    "decision" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    -- How many entries of each list follow.
    "follow" JSONB NOT NULL,
    "called_off_at" BIGINT,

    CONSTRAINT "reshape_pkey" PRIMARY KEY ("id")
);
-- By a code that is no more.
CREATE INDEX "reshape_retired" ON "reshape" USING gin (("plan"->'retired') jsonb_path_ops);
-- The residents of a grid, whom nobody holds in memory.
CREATE INDEX "entry_residents" ON "entry" ("ground") WHERE "list" = 'residents';
