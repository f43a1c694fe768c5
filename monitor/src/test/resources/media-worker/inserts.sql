-- How the media worker was configured. Each statement ends with a semicolon.

-- speechmatics
INSERT INTO speechmatics_config (api_key, default_language, enable_partials, operating_point)
VALUES ('your_speechmatics_api_key', 'en', true, 'standard');
-- ai
INSERT INTO ai_config (service_name, api_key, model_name, priority, is_active, use_case)
VALUES
  ('openai', 'sk-...', 'gpt-4', 100, true, 'post-call-analysis'),
  ('anthropic', 'sk-ant-...', 'claude-3-5-sonnet-20241022', 90, true, 'post-call-analysis');
