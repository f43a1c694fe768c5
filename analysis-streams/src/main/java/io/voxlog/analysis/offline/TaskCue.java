package io.voxlog.analysis.offline;

import org.jspecify.annotations.Nullable;

/**
 * Words that announce a task, such as "I will" or "please". One that is not meant (negated, asked, conditional) still
 * ends the task before it.
 *
 * @param start index of its first token
 * @param verb index of the task's verb, after start
 * @param assignee identity; null where the words do not tell
 * @param needsDue too weak without a due time
 * @param meant whether it announces a task at all
 */
record TaskCue(
        int start, int verb, ActionItem.Kind kind, @Nullable String assignee, boolean needsDue, boolean meant) {
    TaskCue unlessTrue(boolean refused) {
        return refused ? new TaskCue(start, verb, kind, assignee, needsDue, false) : this;
    }
}
