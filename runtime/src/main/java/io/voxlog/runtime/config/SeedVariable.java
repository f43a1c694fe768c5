package io.voxlog.runtime.config;

/**
 * A variable of one of the systems that Voxlog replaces.
 *
 * @param systems which, such as S1 or S2,S3
 * @param name there
 * @param use what Voxlog does with it
 * @param ours the variable of Voxlog that it sets; empty where it sets none
 * @param note why it is not needed, or how the value is read
 */
public record SeedVariable(String systems, String name, Use use, String ours, String note) {
    /** What becomes of it. */
    public enum Use {
        /** Has the same name and meaning here. */
        SAME,
        /** Read as another name for ours, with the same form of value. */
        ALIAS,
        /** Read as another name for ours; a whole number of milliseconds becomes a duration. */
        MILLIS,
        /** Has no effect; a process that finds it set says so. */
        IGNORED,
        /** Belongs to a part that Voxlog does not have. */
        ABSENT
    }
}
