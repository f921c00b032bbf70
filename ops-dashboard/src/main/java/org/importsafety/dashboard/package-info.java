/**
 * The live picture of the programme, and the history of every case, built from the topics alone: no service is asked, and
 * nothing is told. In: every topic of {@link org.importsafety.events.Topics}. Out: nothing.
 *
 * <p>The store is a projection: its place in the feeds is kept in it, in the transaction of each effect, so an empty one
 * is rebuilt from the beginning by itself. Each table is written by one class, a few statements for a batch of any size.
 */
package org.importsafety.dashboard;
