using System.Diagnostics;

namespace MobileBackend.TestKit;

/// <summary>
/// A small shell that holds a server in a folder of its own, and lives as long as this process holds its standard input open. The end of that input, which a
/// kill -9 of this process brings too, makes the script end the server and remove the folder. The script writes the folder's name once the server is on its
/// way, then repeats each order that it has carried out.
/// </summary>
internal sealed class ShellSupervisor : IDisposable
{
    // It ignores Ctrl-C, so that it outlives the tests by the moment it needs to clean up.
    private const string Prologue = "trap '' HUP INT TERM\n";

    private readonly Process _shell;
    private readonly string _folder;

    private ShellSupervisor(Process shell, string folder)
    {
        _shell = shell;
        _folder = folder;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <param name="name">What it is called among the processes.</param>
    /// <param name="script">What the shell runs.</param>
    /// <param name="arguments">The script's <c>$1</c> and so on.</param>
    /// <param name="runAs">A command to put before the shell, to run it as somebody else; may be empty.</param>
    /// <exception cref="InvalidOperationException">It ended at once; says what it wrote.</exception>
    public static async Task<ShellSupervisor> StartAsync(string name, string script, IReadOnlyList<string> arguments, IReadOnlyList<string> runAs)
    {
        string[] command = [.. runAs, "/bin/sh", "-c", Prologue + script, name, .. arguments];
        var shell = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            // The other user may not be allowed into the folder of the tests.
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (await shell.StandardOutput.ReadLineAsync() is { } folder)
        {
            return new ShellSupervisor(shell, folder);
        }

        var reason = await shell.StandardError.ReadToEndAsync();
        shell.Dispose();
        throw new InvalidOperationException($"The {name} could not prepare its server:\n{reason}");
    }

    /// <summary>Has an order of the script's carried out.</summary>
    public async Task OrderAsync(string order)
    {
        await _shell.StandardInput.WriteLineAsync(order);
        await _shell.StandardInput.FlushAsync();
        if (await _shell.StandardOutput.ReadLineAsync() != order)
        {
            throw new InvalidOperationException($"The shell that holds the server ended before it could {order}.");
        }
    }

    /// <summary>A file of the server's folder; empty where there is none.</summary>
    public string ReadIfPresent(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(_folder, file));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        End();
        _shell.Dispose();
    }

    private void OnProcessExit(object? sender, EventArgs e) => End();

    private void End()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit(TimeSpan.FromSeconds(30));
    }
}
