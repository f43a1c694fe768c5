package io.voxlog.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanPublishSources;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import io.voxlog.runtime.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccessTokensTest {
    private static final String KEY = "devkey";
    private static final Secret SECRET = new Secret("secretsecretsecretsecretsecretsecret");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final AccessTokens tokens = at(NOW);

    private static AccessTokens at(Instant now) {
        return new AccessTokens(ApiKeys.of(KEY, SECRET), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void verifiesWhatItMints() {
        RoomGrants grants = RoomGrants.publisher("standup");
        String token = tokens.mint(KEY, "alice", grants, Duration.ofMinutes(10));
        assertThat(tokens.verify("Bearer " + token))
                .isEqualTo(new TokenVerdict.Accepted(KEY, "alice", grants, NOW.plusSeconds(600)));
        assertThat(at(NOW.plusSeconds(661)).verify(token)).isEqualTo(new TokenVerdict.Refused(TokenRefusal.EXPIRED));
        assertThat(at(NOW.minusSeconds(61)).verify(token))
                .isEqualTo(new TokenVerdict.Refused(TokenRefusal.NOT_YET_VALID));
    }

    @Test
    void mintsTheClaimsOfLiveKit() {
        DecodedJWT decoded = JWT.require(Algorithm.HMAC256(SECRET.reveal()))
                .withIssuer(KEY)
                .acceptLeeway(Long.MAX_VALUE / 4_000)
                .build()
                .verify(tokens.mint(KEY, "alice", RoomGrants.publisher("standup"), Duration.ofMinutes(10)));
        assertThat(decoded.getSubject()).isEqualTo("alice");
        assertThat(decoded.getClaim("video").asMap())
                .containsEntry("room", "standup")
                .containsEntry("roomJoin", true)
                .containsEntry("canPublish", true)
                .containsEntry("canSubscribe", false)
                .containsEntry("canPublishData", false);
    }

    @Test
    void readsTheSdksTokens() {
        AccessToken sdk = new AccessToken(KEY, SECRET.reveal());
        sdk.setIdentity("bob");
        sdk.addGrants(
                new RoomJoin(true),
                new RoomName("standup"),
                new CanPublish(true),
                new CanPublishSources(List.of("camera")));
        TokenVerdict verdict = new AccessTokens(ApiKeys.of(KEY, SECRET), Clock.systemUTC()).verify(sdk.toJwt());
        assertThat(verdict).isInstanceOfSatisfying(TokenVerdict.Accepted.class, accepted -> {
            assertThat(accepted.identity()).isEqualTo("bob");
            assertThat(accepted.grants().room()).isEqualTo("standup");
            assertThat(accepted.grants().mayPublish("camera")).isTrue();
            assertThat(accepted.grants().mayPublish("microphone")).isFalse();
            // Absent means allowed, as LiveKit reads it.
            assertThat(accepted.grants().canSubscribe()).isTrue();
        });
    }

    @Test
    void aTokenWithoutVideoGrantJoinsNothing() {
        String token = JWT.create()
                .withIssuer(KEY)
                .withExpiresAt(NOW.plusSeconds(60))
                .sign(Algorithm.HMAC256(SECRET.reveal()));
        assertThat(tokens.verify(token))
                .isInstanceOfSatisfying(
                        TokenVerdict.Accepted.class,
                        accepted -> assertThat(accepted.grants().mayPublish("microphone"))
                                .isFalse());
    }

    @Test
    void refusesToMintWhatNobodyCouldUse() {
        RoomGrants grants = RoomGrants.publisher("standup");
        assertThatThrownBy(() -> tokens.mint("stranger", "alice", grants, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.mint(KEY, "", grants, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.mint(KEY, "alice", grants, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
