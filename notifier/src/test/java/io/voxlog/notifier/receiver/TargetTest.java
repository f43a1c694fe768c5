package io.voxlog.notifier.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com/hooks/a?token=b, true, example.com, 443, /hooks/a?token=b",
        "HTTP://example.com, false, example.com, 80, /",
        "https://example.com:8443?x=%20y#part, true, example.com, 8443, /?x=%20y",
        "http://[2001:db8::1]:81/a, false, [2001:db8::1], 81, /a"
    })
    void readsUrls(String url, boolean tls, String host, int port, String path) {
        assertThat(Target.parse(url)).isEqualTo(new Target(tls, host, port, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/secret-token",
                "ftp://example.com/secret-token",
                "file:///etc/passwd?secret-token",
                "javascript:secret-token",
                "http://?secret-token",
                "http://user:secret-token@example.com/",
                "http://example.com:0/secret-token",
                "http://example.com:70000/secret-token",
                "http://exa mple.com/secret-token",
                "http://under_score/secret-token",
                "http://[::1/secret-token"
            })
    void refusesOtherUrlsWithoutShowingThem(String url) {
        assertThatThrownBy(() -> Target.parse(url))
                .isInstanceOf(RefusedTargetException.class)
                .hasMessageContaining("the URL")
                .hasNoCause()
                .message()
                .doesNotContain("secret-token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254",
                "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
                "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::",
                "::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "100::1", "2001::1", "2001:db8::1",
                "2002:7f00:1::", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"
            })
    void knowsAddressesThatAreNotPublic(String literal) {
        assertThat(AddressRules.isPublic(Literals.parse(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.0.0.1", "128.0.0.1",
                "169.253.0.1", "172.15.255.255", "172.32.0.1", "192.0.3.1", "192.169.0.1", "198.17.0.1", "198.20.0.1",
                "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "2001:4860::8888"
            })
    void knowsPublicAddresses(String literal) {
        assertThat(AddressRules.isPublic(Literals.parse(literal))).isTrue();
    }

    @Test
    void choosesTheFirstThatIsAllowed() {
        InetAddress inside = Literals.parse("10.0.0.1");
        InetAddress outside = Literals.parse("1.1.1.1");

        assertThat(Target.choose(List.of(inside, outside), false)).isEqualTo(outside);
        assertThat(Target.choose(List.of(inside, outside), true)).isEqualTo(inside);
        assertThatThrownBy(() -> Target.choose(List.of(inside), false)).hasMessageContaining("NOTIFIER_ALLOW_PRIVATE");
    }
}
