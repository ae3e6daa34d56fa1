-- The order that was put to a case and that its workflow has not answered: its record may have it while the engine has not,
-- when both die between the two. Said again word by word, it comes out as the same event.
CREATE TABLE mode_told (
  case_id uuid PRIMARY KEY,
  told jsonb NOT NULL
);
