package io.voxlog.monitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigEntriesTest {
    private static final ConfigKey OPENAI = ConfigKey.parse("ai/openai/post-call-analysis");
    private static final Map<String, Object> GPT = Map.of("model_name", "gpt-4", "priority", 100);
    private static final Map<String, Object> HOOK = Map.of("url", "https://crm.example/h", "events", "analysis.ready");

    @Test
    void textAndTypedValuesGiveTheSameEntry() {
        ConfigEntry typed = ConfigEntries.parse(
                OPENAI,
                Map.of(
                        "model_name",
                        "gpt-4",
                        "priority",
                        100,
                        "is_active",
                        false,
                        "api_key",
                        "env:OPENAI_API_KEY",
                        "settings",
                        Map.of("temperature", 0.2, "max_tokens", 2_000)));
        ConfigEntry text = ConfigEntries.parse(
                OPENAI,
                Map.of(
                        "model_name", " gpt-4 ",
                        "priority", "100",
                        "is_active", "false",
                        "api_key", "env:OPENAI_API_KEY",
                        "settings", Map.of("temperature", 0.2, "max_tokens", 2_000)));

        assertThat(text).isEqualTo(typed);
        assertThat(typed.view())
                .containsEntry("key", "ai/openai/post-call-analysis")
                .containsEntry("api_key", "[set: env:OPENAI_API_KEY]")
                .containsEntry("is_active", false)
                .containsEntry("prompt_template", null);
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertThat(ConfigEntries.parse(ConfigKey.parse("speechmatics/default"), Map.of())
                        .fields())
                .containsEntry("default_language", "en")
                .containsEntry("enable_partials", true)
                .containsEntry("operating_point", "standard")
                .containsEntry("api_key", null);
    }

    @Test
    void whatIsShownCanBePutBackAndASingleFieldChangesAlone() {
        ConfigEntry entry = ConfigEntries.parse(
                ConfigKey.parse("webhook/crm"),
                Map.of("url", "http://h/x", "secret", "file:/run/secrets/crm", "events", List.of("analysis.ready")));

        assertThat(ConfigEntries.parse(entry.key(), entry.fields())).isEqualTo(entry);
        ConfigEntry paused = ConfigEntries.change(entry, Map.of("is_active", "false"));
        assertThat(paused.fields())
                .containsEntry("is_active", false)
                .containsEntry("secret", "[set: file:/run/secrets/crm]");
        assertThat(ConfigEntries.change(entry, Map.of("secret", "")).fields()).containsEntry("secret", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-proj-abcdefghij",
                "abcdefghij0123456789",
                "env:1X",
                "env:A B",
                "file:relative",
                "[set: sk-proj-abcdefghij]",
                "ENV:OPENAI"
            })
    void aRawKeyIsRefusedWithTheRemedyAndNeverRepeated(String key) {
        assertThatThrownBy(() -> ConfigEntries.parse(OPENAI, with(GPT, "api_key", key)))
                .isInstanceOf(BadConfigException.class)
                .hasMessageContaining("env:NAME or file:/path")
                .hasMessageNotContaining(key);
        assertThatThrownBy(() -> ConfigEntries.parse(ConfigKey.parse("webhook/w"), with(HOOK, "secret", key)))
                .hasMessageContaining("env:NAME or file:/path")
                .hasMessageNotContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model_name", "prompt_template", "settings", "sk-proj-abcdefghij", "priority"})
    void aKeyInAnotherPlaceIsRefusedAndNotRepeatedEither(String field) {
        Object value = field.equals("settings") ? Map.of("auth", "sk-proj-abcdefghij") : "sk-proj-abcdefghij";

        assertThatThrownBy(() -> ConfigEntries.parse(OPENAI, with(GPT, field, value)))
                .isInstanceOf(BadConfigException.class)
                .hasMessageNotContaining("abcdefghij");
    }

    @Test
    void aKeyInAnotherPlaceIsCalledOneAndWordsThatBeginLikeOneAreNot() {
        String key = "Answer with sk-proj-abcdefghij";
        for (Map<String, Object> fields :
                List.of(with(GPT, "prompt_template", key), with(GPT, "settings", Map.of("auth", key)))) {
            assertThatThrownBy(() -> ConfigEntries.parse(OPENAI, fields))
                    .hasMessageContaining("holds what looks like a key")
                    .hasMessageContaining("env:NAME");
        }
        String prompt = "List the key-takeaways and key-decisions-of-2026; weigh task-specifics and risk-assessments.";
        assertThat(ConfigEntries.parse(OPENAI, with(GPT, "prompt_template", prompt))
                        .fields())
                .containsEntry("prompt_template", prompt);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "priority       | 1001        | priority must be a whole number from 0 to 1000",
                "priority       | -1          | priority must be a whole number from 0 to 1000",
                "priority       | high        | priority must be a whole number from 0 to 1000",
                "priority       | ''          | priority is missing",
                "model_name     | ''          | model_name is missing",
                "model_name     | two words   | model_name must be",
                "is_active      | yes         | is_active must be true or false",
                "settings       | text        | settings must be a JSON object",
                "service_name   | anthropic   | service_name differs from the key",
                "modelname      | gpt-4       | unknown field modelname: ai entries have service_name, use_case, api_key,",
            })
    void everyBadFieldOfAModelIsNamed(String field, String value, String problem) {
        assertThatThrownBy(() -> ConfigEntries.parse(OPENAI, with(GPT, field, value)))
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, 2.5, settings.temperature must be a number from 0 to 2",
        "max_tokens, 0, settings.max_tokens must be a number from 1 to 1000000",
    })
    void settingsHaveRanges(String setting, double value, String problem) {
        assertThatThrownBy(() -> ConfigEntries.parse(OPENAI, with(GPT, "settings", Map.of(setting, value))))
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "operating_point, fast, operating_point must be standard or enhanced",
        "default_language, English, default_language must be a language code",
        "default_language, e, default_language must be a language code",
        "enable_partials, 1, enable_partials must be true or false",
    })
    void everyBadFieldOfAnEngineIsNamed(String field, String value, String problem) {
        assertThatThrownBy(() -> ConfigEntries.parse(ConfigKey.parse("speechmatics/default"), Map.of(field, value)))
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url    | ftp://crm.example/        | url must be a URL that starts with http",
                "url    | crm.example/hook          | url must be",
                "url    | https://u:p@crm.example/  | url must be",
                "url    | https:///hook             | url must be",
                "url    | http://a b/               | url must be",
                "url    | https://crm.example/#x    | url must be",
                "url    | ''                        | url is missing",
                "events | room.started              | events must be one or more of transcript.sealed, analysis.ready",
                "events | ''                        | events must be one or more of",
            })
    void everyBadFieldOfAWebhookIsNamed(String field, String value, String problem) {
        assertThatThrownBy(() -> ConfigEntries.parse(ConfigKey.parse("webhook/w"), with(HOOK, field, value)))
                .hasMessageContaining(problem);
    }

    @Test
    void listsFromJsonMayHoldAnything() {
        for (Object events : List.of(List.of(), List.of(1), Collections.singletonList(null), Map.of(), 7)) {
            assertThatThrownBy(() -> ConfigEntries.parse(ConfigKey.parse("webhook/w"), with(HOOK, "events", events)))
                    .hasMessageContaining("events must be one or more of");
        }
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> ConfigEntries.parse(OPENAI, Map.of("api_key", "x", "colour", "red")))
                .isInstanceOfSatisfying(
                        BadConfigException.class,
                        bad -> assertThat(bad.problems()).hasSize(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ai",
                "ai/openai",
                "ai/a/b/c",
                "speechmatics/",
                "speech/x",
                "webhook/a b",
                "webhook/../x",
                "AI/a/b"
            })
    void aKeyOfNoEntryIsRefusedWithTheForms(String key) {
        assertThatThrownBy(() -> ConfigKey.parse(key)).hasMessageContaining("ai/SERVICE/USE-CASE");
    }

    @Property(tries = 300)
    void anyInputGivesAnEntryThatCanBePutBackOrAClearRefusal(
            @ForAll @IntRange(max = 2) int kind, @ForAll int field, @ForAll String name, @ForAll String value) {
        ConfigEntry known = List.of(
                        ConfigEntries.parse(ConfigKey.parse("speechmatics/default"), Map.of()),
                        ConfigEntries.parse(OPENAI, GPT),
                        ConfigEntries.parse(ConfigKey.parse("webhook/w"), HOOK))
                .get(kind);
        List<String> names = new ArrayList<>(known.fields().keySet());
        names.add(name);
        try {
            ConfigEntry entry =
                    ConfigEntries.change(known, Map.of(names.get(Math.floorMod(field, names.size())), value));
            assertThat(ConfigEntries.parse(entry.key(), entry.fields())).isEqualTo(entry);
        } catch (BadConfigException e) {
            assertThat(e.problems()).isNotEmpty().allMatch(problem -> !problem.isBlank());
        }
    }

    private static Map<String, Object> with(Map<String, Object> fields, String field, Object value) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put(field, value);
        return all;
    }
}
