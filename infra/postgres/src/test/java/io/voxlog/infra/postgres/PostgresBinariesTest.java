package io.voxlog.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {
    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Linux, aarch64", "Mac OS X, x86_64", "Mac OS X, aarch64"})
    void everySupportedPlatformHasItsProgramsOnTheClassPath(String osName, String osArch) {
        String archive = PostgresBinaries.archive(osName, osArch);

        assertThat(getClass().getResource("/" + archive)).as(archive).isNotNull();
    }

    @Test
    void anotherPlatformIsToldToBringItsOwnPostgres() {
        assertThatThrownBy(() -> PostgresBinaries.archive("Windows 11", "amd64"))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("VOXLOG_PG_URL");
    }
}
