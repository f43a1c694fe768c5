package io.voxlog.schemas.registry;

/**
 * A schema of the catalogue, and how it was found in the registry.
 *
 * @param schema the kind of record
 * @param state how it was found
 * @param version its version in the registry; empty if missing
 * @param contentId the id that stands in every record of this schema; -1 if missing
 */
public record SchemaStatus(CatalogueSchema schema, State state, String version, long contentId) {
    /** What became of a schema. */
    public enum State {
        /** The registry does not have it. */
        MISSING,
        /** It was not there and was registered just now. */
        REGISTERED,
        /** It was there already. */
        PRESENT
    }
}
