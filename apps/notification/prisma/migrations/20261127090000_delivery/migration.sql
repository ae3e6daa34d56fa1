-- One message to one person on one channel. Its key is its identity: whoever was called under it is not called again.
CREATE TABLE "delivery" (
  "activation_id" UUID NOT NULL,
  "person_id" UUID NOT NULL,
  "purpose" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "attempt" INTEGER NOT NULL,
  "realm" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "code" TEXT,
  "batch_id" TEXT,
  "address_mark" TEXT,
  "provider_id" TEXT,
  "sent_at" TIMESTAMPTZ(3) NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  "accepted_at" TIMESTAMPTZ(3),
  "heard" TEXT,
  "heard_at" TIMESTAMPTZ(3),
  "told" BOOLEAN NOT NULL DEFAULT TRUE,
  CONSTRAINT "delivery_pkey" PRIMARY KEY ("activation_id", "person_id", "purpose", "channel", "attempt")
) WITH (fillfactor = 70);

CREATE INDEX "delivery_batch" ON "delivery" ("batch_id");
-- What dispatch does not know yet: nearly always empty.
CREATE INDEX "delivery_untold" ON "delivery" ("activation_id") WHERE NOT "told";
-- How often somebody was rung up lately.
CREATE INDEX "delivery_voice" ON "delivery" ("person_id", "sent_at") WHERE "channel" = 'voice';
