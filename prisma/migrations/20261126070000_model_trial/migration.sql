-- What a model would have done to recent events, as it was known when it was promoted; null: nobody asked.
ALTER TABLE model_activation ADD COLUMN trial jsonb;
