-- Facts on their way to the stream, written with what they tell of.
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "fact" JSONB NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);
