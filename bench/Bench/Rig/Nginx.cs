using System.Globalization;

namespace MobileBackend.Bench.Rig;

/// <summary>nginx as a server of files: what a public read is measured against.</summary>
internal static class Nginx
{
    /// <summary>Starts it with one file, as <c>/file.json</c>.</summary>
    public static async Task<(Uri Address, Child Server)> StartAsync(Stage stage, byte[] file)
    {
        var root = Directory.CreateDirectory(Path.Combine(stage.Folder, "nginx")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(root, "file.json"), file);
        var port = Child.FreePort();
        var configuration = Path.Combine(root, "nginx.conf");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $$"""
            daemon off;
            worker_processes auto;
            pid {{root}}/nginx.pid;
            error_log stderr;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events { worker_connections 4096; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000000;
              open_file_cache max=10;
              types { application/json json; }
              client_body_temp_path {{root}}; proxy_temp_path {{root}}; fastcgi_temp_path {{root}}; uwsgi_temp_path {{root}}; scgi_temp_path {{root}};
              server { listen 127.0.0.1:{{port}}; root {{root}}; }
            }
            """));
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/file.json"));
        var program = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
        return (address, await stage.StartAsync("nginx", [program, "-p", root, "-c", configuration], [], address));
    }
}
