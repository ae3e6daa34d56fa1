-- Alerts of others (CAP 1.2), each once by its sender and identifier, as it came and as it was read.
CREATE TABLE alert (
  alert_id uuid PRIMARY KEY,
  sender text NOT NULL,
  identifier text NOT NULL,
  -- Of what was signed, in canonical form.
  digest text NOT NULL,
  sent_at bigint NOT NULL,
  received_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  status text NOT NULL,
  msg_type text NOT NULL,
  scope text NOT NULL,
  -- Why it proposes nothing; null where it does.
  kept_for text,
  drill boolean NOT NULL,
  hazard text,
  level text NOT NULL,
  areas text[] NOT NULL,
  -- The block it was read from.
  info jsonb,
  xml text NOT NULL,
  -- When leaders were told of the proposal, and when its plans were asked whether they start by it.
  told_at bigint,
  asked_at bigint,
  -- The activation that a press for it joined.
  activation_id uuid,
  UNIQUE (sender, identifier)
);
CREATE INDEX alert_digest ON alert (digest);
CREATE INDEX alert_received ON alert (received_at);
CREATE INDEX alert_proposing ON alert (expires_at) WHERE kept_for IS NULL;

-- What an Update or Cancel is about. It may come before the message it names.
CREATE TABLE alert_reference (
  alert_id uuid NOT NULL REFERENCES alert (alert_id),
  sender text NOT NULL,
  identifier text NOT NULL,
  sent_at bigint NOT NULL,
  PRIMARY KEY (sender, identifier, sent_at, alert_id)
);

-- Those that were pressed for an alert say so themselves.
CREATE INDEX activation_alert ON activation (alert_id) WHERE alert_id IS NOT NULL;
