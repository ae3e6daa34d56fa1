-- Evidence. What a case took stands in its events; a row here is one file that was sent and holds its bytes in the store.

CREATE TABLE attachment_upload (
  upload_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  -- Of the kept bytes. Cases that hold the same bytes share them.
  sha256 text NOT NULL,
  -- The name it came with, in case_text; null when it had none.
  text_id uuid,
  kept_at bigint NOT NULL,
  -- The case has it. A row without that for a day was cut off and is taken back.
  taken boolean NOT NULL DEFAULT false
);
CREATE INDEX attachment_upload_sha256 ON attachment_upload (sha256);
CREATE INDEX attachment_upload_open ON attachment_upload (kept_at) WHERE NOT taken;

CREATE INDEX case_event_attached ON case_event (case_id, seq) WHERE event->'fact'->>'type' = 'attached';
