// Run by `dotnet ef`, never by itself.
return;
