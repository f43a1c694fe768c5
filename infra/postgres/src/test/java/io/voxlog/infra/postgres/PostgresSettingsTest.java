package io.voxlog.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.runtime.Env;
import io.voxlog.runtime.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresSettingsTest {
    @Test
    void readsUrlWithEncodedPassword() {
        Env env =
                new Env(Map.of("VOXLOG_PG_URL", "postgresql://ann:p%40ss+word@db.example:6432/calls?sslmode=require"));

        assertThat(PostgresSettings.from(env))
                .contains(new PostgresSettings("db.example", 6432, "calls", "ann", new Secret("p@ss+word"), "require"));
    }

    @Test
    void defaultsPortAndSslMode() {
        assertThat(PostgresSettings.parse("postgres://ann@db.example/calls"))
                .isEqualTo(new PostgresSettings("db.example", 5432, "calls", "ann", new Secret(""), "prefer"));
    }

    @Test
    void isEmptyWithoutVariable() {
        assertThat(PostgresSettings.from(new Env(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mysql://ann:canary@h/d", "postgresql://ann:canary@h", "postgresql://h/d?canary", "ca nary"})
    void refusesOtherUrlsWithoutRepeatingThem(String url) {
        assertThatThrownBy(() -> PostgresSettings.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("VOXLOG_PG_URL")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void textFormsHoldNoPassword() {
        PostgresSettings settings = PostgresSettings.parse("postgresql://ann:canary@db.example/calls");

        assertThat(settings.toString() + settings.jdbcUrl()).doesNotContain("canary");
    }
}
