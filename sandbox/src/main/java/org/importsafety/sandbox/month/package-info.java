/** The association's side of the month: opens and closes the campaign, follows the topics to the end, tells the story, writes the files. */
package org.importsafety.sandbox.month;
