namespace MobileBackend.Infrastructure.Content;

/// <summary>Where the content is. Section <c>Content</c>.</summary>
internal sealed class ContentOptions
{
    public const string Section = "Content";

    /// <summary>Folder that holds <c>help-lines</c> and the like; a relative one starts at the program's own folder.</summary>
    public string Folder { get; set; } = "content";

    /// <summary>Whether instruments are shown whose licence is not cleared; by default everywhere but in Production.</summary>
    public bool? ShowUnclearedInstruments { get; set; }

    /// <summary>
    /// How often a replica looks which versions of the programmes are published: so long may it offer another one than the replica beside it.
    /// </summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(10);

    public bool IsUsable => RefreshInterval > TimeSpan.Zero;

    /// <summary>The absolute path of one kind of content, a folder or a file.</summary>
    public string PathOf(string kind) => Path.Combine(AppContext.BaseDirectory, Folder, kind);
}
