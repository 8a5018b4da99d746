// The window in which one signed in again has done its work; a browser may leave it open.

if (opener) close();
