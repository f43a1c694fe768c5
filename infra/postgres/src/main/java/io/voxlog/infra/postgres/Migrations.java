package io.voxlog.infra.postgres;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of a database up to date. Blocks; safe to run from several processes at once and again. */
public final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing of {@code db/migration}.
     *
     * @return how many migrations were applied
     * @throws PostgresException if the database cannot be reached or a migration fails
     */
    public static int migrate(PostgresSettings settings) {
        try {
            return Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(
                            settings.jdbcUrl(),
                            settings.user(),
                            settings.password().reveal())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new PostgresException("cannot bring the tables up to date: " + e.getMessage(), e);
        }
    }
}
