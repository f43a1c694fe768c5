package io.voxlog.infra.kafka;

/**
 * A setting of the cluster that is not as {@code topics.yaml} has it.
 *
 * @param subject topic or group
 * @param setting Kafka's name of the setting, or "partitions"
 * @param wanted value in the file
 * @param found value in the cluster
 */
public record Drift(String subject, String setting, String wanted, String found) {
    @Override
    public String toString() {
        return subject + ": " + setting + " is " + found + ", wanted " + wanted;
    }
}
