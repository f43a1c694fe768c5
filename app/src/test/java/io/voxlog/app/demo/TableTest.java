package io.voxlog.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsColumnsAndWrapsTheLast() {
        String text = new Table("who", "what")
                .row("Bob", "x ".repeat(80).strip())
                .row("Alexandra", "short")
                .render();

        assertThat(text.lines()).allMatch(line -> line.length() <= 110);
        assertThat(text.lines().toList()).element(0).isEqualTo("  who        what");
        assertThat(text.lines().filter(line -> line.startsWith("             x")))
                .hasSize(1);
        assertThat(text.lines().toList()).last().isEqualTo("  Alexandra  short");
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        Table table = new Table("one");
        assertThatThrownBy(() -> table.row("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }
}
