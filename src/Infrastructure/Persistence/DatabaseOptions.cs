using Microsoft.Extensions.Configuration;

namespace MobileBackend.Infrastructure.Persistence;

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Which database, where.</summary>
/// <param name="Provider"><c>Database:Provider</c>.</param>
/// <param name="ConnectionString"><c>ConnectionStrings:Default</c>.</param>
/// <param name="DataFolder">Absolute path of <c>DataFolder</c>.</param>
internal sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString, string DataFolder)
{
    private const string SolutionFile = "MobileBackend.sln";
    private const string DatabaseFile = "mobile-backend.db";

    /// <exception cref="InvalidOperationException">The provider is unknown, or PostgreSQL has no connection string.</exception>
    public static DatabaseOptions Read(IConfiguration configuration)
    {
        var name = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider))
        {
            throw new InvalidOperationException("The setting Database:Provider must be Sqlite or PostgreSql.");
        }

        var dataFolder = Path.GetFullPath(configuration["DataFolder"] ?? "data", BaseFolder());
        var connectionString = configuration.GetConnectionString("Default") ?? provider switch
        {
            DatabaseProvider.Sqlite => $"Data Source={Path.Combine(dataFolder, DatabaseFile)}",
            _ => throw new InvalidOperationException("The setting ConnectionStrings:Default is missing: PostgreSQL has no default address."),
        };
        return new DatabaseOptions(provider, connectionString, dataFolder);
    }

    /// <summary>Never the connection string, which may hold a password.</summary>
    public override string ToString() => Provider.ToString();

    /// <summary>The solution's folder, so that every command of this project sees the same data; the program's own once it is deployed.</summary>
    private static string BaseFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
