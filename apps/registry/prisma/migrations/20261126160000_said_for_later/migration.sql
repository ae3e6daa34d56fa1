-- What is said for later is asked for at every start, and the next effect by whoever reads as of the past.
CREATE INDEX "entry_effective_at_idx" ON "entry"("effective_at");
