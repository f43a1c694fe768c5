-- The media worker was configured by INSERT. Here the configuration is written to the log; a row from elsewhere would be
-- lost at the next rebuild, and a key in it would be stored in the clear. Only the projector names the row's id.
CREATE FUNCTION refuse_configuration_by_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the configuration is not written to this table'
        USING
            ERRCODE = 'feature_not_supported',
            HINT = 'Use ./voxlog config set; docs/moving-from-media-worker.md has the command for each INSERT.';
END
$$;

CREATE TRIGGER not_inserted BEFORE INSERT ON speechmatics_config
FOR EACH ROW WHEN (NEW.id IS NULL) EXECUTE FUNCTION refuse_configuration_by_insert();

CREATE TRIGGER not_inserted BEFORE INSERT ON ai_config
FOR EACH ROW WHEN (NEW.id IS NULL) EXECUTE FUNCTION refuse_configuration_by_insert();
