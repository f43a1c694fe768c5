package io.voxlog.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {
    @TempDir
    Path folder;

    private Path tree;
    private Path outside;

    @BeforeEach
    void plant() throws Exception {
        tree = Files.createDirectories(folder.resolve("tree"));
        outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "kept");
        Files.createDirectories(tree.resolve("a").resolve("b"));
        Files.writeString(tree.resolve("a").resolve("b").resolve("file"), "file");
        Files.createSymbolicLink(tree.resolve("link"), outside);
    }

    @Test
    void deletesEverythingButWhatLinksPointTo() throws Exception {
        FolderTree.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(outside.resolve("kept")).hasContent("kept");
    }

    @Test
    void emptiesAndLeavesTheFolder() throws Exception {
        FolderTree.empty(tree);

        assertThat(tree).isEmptyDirectory();
        assertThat(outside.resolve("kept")).hasContent("kept");
    }

    @Test
    void aFolderThatIsNotThereIsNoFault() throws Exception {
        FolderTree.delete(folder.resolve("never"));

        assertThat(folder.resolve("never")).doesNotExist();
    }
}
